package org.stackdeck.cloud.notifications;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.stackdeck.cloud.notifications.Notifications.PROJECT;
import static org.stackdeck.cloud.notifications.Notifications.SENT;
import static org.stackdeck.cloud.notifications.Notifications.SERVER;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;

class NotificationReaderTests {

    private static final int LARGEST = 100_000;
    private static final Reading CHANGED = new Reading.Changed(
            new ServerId(SERVER), new ProjectId(PROJECT), Instant.parse("2026-11-24T23:09:10.012200Z"));
    private static final Reading MALFORMED = new Reading.Malformed();

    private final NotificationReader reader = new NotificationReader(LARGEST);

    @Test
    void parsesAVersionedNotification() {
        assertThat(reader.read(Notifications.versioned("instance.power_off.end", SERVER, PROJECT, SENT)))
                .isEqualTo(CHANGED);
    }

    @Test
    void parsesAnUnversionedNotification() {
        assertThat(reader.read(Notifications.unversioned("compute.instance.update", SERVER, PROJECT, SENT)))
                .isEqualTo(CHANGED);
    }

    @Test
    void parsesANotificationWithoutAnEnvelope() {
        byte[] bare = Notifications.json(Notifications.message(
                "compute.instance.update", Map.of("instance_id", SERVER, "tenant_id", PROJECT), SENT));

        assertThat(reader.read(bare)).isEqualTo(CHANGED);
    }

    @Test
    void dropsConfidentialContent() {
        Reading reading = reader.read(Notifications.versioned("instance.update", SERVER, PROJECT, SENT));

        assertThat(reading).asString().doesNotContain(Notifications.SECRET);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "instance.exists",
                "compute.instance.exists",
                "compute.exception",
                "keypair.create.end",
                "scheduler.select_destinations.start",
                "flavor.update",
                ""
            })
    void ignoresNotificationsThatReportNoServerChange(String event) {
        assertThat(reader.read(Notifications.versioned(event, SERVER, PROJECT, SENT)))
                .isEqualTo(new Reading.Other());
    }

    @Test
    void parsesANotificationWithoutAProject() {
        byte[] body = Notifications.enveloped(
                Notifications.message("compute.instance.update", Map.of("instance_id", SERVER), SENT));

        assertThat(reader.read(body))
                .isEqualTo(
                        new Reading.Changed(new ServerId(SERVER), null, Instant.parse("2026-11-24T23:09:10.012200Z")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "7",
                "{}",
                "not json",
                "{\"oslo.message\": 7}",
                "{\"oslo.message\": {\"event_type\": \"instance.update\"}}",
                "{\"oslo.message\": \"\"}",
                "{\"oslo.message\": \"null\"}",
                "{\"oslo.message\": \"[]\"}",
                "{\"oslo.message\": \"{\\\"event_type\\\":",
                "{\"oslo.message\": \"{\\\"event_type\\\": []}\"}",
                "{\"oslo.message\": \"{\\\"event_type\\\": \\\"instance.update\\\"}\"}",
                "{\"oslo.message\": \"{\\\"event_type\\\": \\\"instance.update\\\", \\\"payload\\\": [1]}\"}",
                "{\"oslo.message\": \"{\\\"event_type\\\": \\\"instance.update\\\", \\\"payload\\\": {}}\"}",
                "\u0000\u0001\u0002"
            })
    void unexpectedStructureIsMalformed(String body) {
        assertThat(reader.read(body.getBytes(UTF_8))).isEqualTo(MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "web-1",
                "../os-hypervisors",
                "2d5daf1f-2d0d-4e05-a2a3-ff8ee9d30fe3/action",
                "2d5daf1f-2d0d-4e05-a2a3-ff8ee9d30fe3\n",
                " "
            })
    void invalidServerIdIsMalformed(String id) {
        assertThat(reader.read(Notifications.versioned("instance.update", id, PROJECT, SENT)))
                .isEqualTo(MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2026-13-01 00:00:00", "1764025750"})
    void invalidTimestampIsMalformed(String time) {
        assertThat(reader.read(Notifications.versioned("instance.update", SERVER, PROJECT, time)))
                .isEqualTo(MALFORMED);
    }

    @Test
    void invalidProjectIdIsMalformed() {
        assertThat(reader.read(Notifications.versioned("instance.update", SERVER, "x".repeat(300), SENT)))
                .isEqualTo(MALFORMED);
    }

    @Test
    void wrongTypesInThePayloadAreMalformed() {
        byte[] body = Notifications.enveloped(Notifications.message(
                "instance.update", Map.of("nova_object.data", Map.of("uuid", Map.of("a", "b"))), SENT));

        assertThat(reader.read(body)).isEqualTo(MALFORMED);
    }

    @Test
    void oversizedMessageIsMalformed() {
        byte[] body = Notifications.versioned("instance.update", SERVER, PROJECT, SENT + " ".repeat(LARGEST));

        assertThat(reader.read(body)).isEqualTo(MALFORMED);
    }

    @Test
    void excessiveNestingIsMalformedInEnvelopeAndMessage() {
        String deep = "[".repeat(40_000);
        String inner = "{\"event_type\":\"instance.update\",\"payload\":{\"x\":" + deep;

        assertThat(reader.read(("{\"x\":" + deep).getBytes(UTF_8))).isEqualTo(MALFORMED);
        assertThat(reader.read(Notifications.json(Map.of("oslo.message", inner))))
                .isEqualTo(MALFORMED);
    }
}

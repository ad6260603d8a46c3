package org.stackdeck.cloud.notifications;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.stackdeck.cloud.notifications.NotificationMessageFactory.PROJECT;
import static org.stackdeck.cloud.notifications.NotificationMessageFactory.SENT;
import static org.stackdeck.cloud.notifications.NotificationMessageFactory.SERVER;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;

class NotificationParserTests {

    private static final int LARGEST = 100_000;
    private static final NotificationParseResult CHANGED = new NotificationParseResult.ServerChange(
            new ServerId(SERVER), new ProjectId(PROJECT), Instant.parse("2026-11-24T23:09:10.012200Z"));
    private static final NotificationParseResult MALFORMED = new NotificationParseResult.Malformed();

    private final NotificationParser parser = new NotificationParser(LARGEST);

    @Test
    void parsesAVersionedNotification() {
        assertThat(parser.parse(NotificationMessageFactory.versioned("instance.power_off.end", SERVER, PROJECT, SENT)))
                .isEqualTo(CHANGED);
    }

    @Test
    void parsesAnUnversionedNotification() {
        assertThat(parser.parse(
                        NotificationMessageFactory.unversioned("compute.instance.update", SERVER, PROJECT, SENT)))
                .isEqualTo(CHANGED);
    }

    @Test
    void parsesANotificationWithoutAnEnvelope() {
        byte[] bare = NotificationMessageFactory.json(NotificationMessageFactory.message(
                "compute.instance.update", Map.of("instance_id", SERVER, "tenant_id", PROJECT), SENT));

        assertThat(parser.parse(bare)).isEqualTo(CHANGED);
    }

    @Test
    void dropsConfidentialContent() {
        NotificationParseResult notificationParseResult =
                parser.parse(NotificationMessageFactory.versioned("instance.update", SERVER, PROJECT, SENT));

        assertThat(notificationParseResult).asString().doesNotContain(NotificationMessageFactory.SECRET);
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
        assertThat(parser.parse(NotificationMessageFactory.versioned(event, SERVER, PROJECT, SENT)))
                .isEqualTo(new NotificationParseResult.Irrelevant());
    }

    @Test
    void parsesANotificationWithoutAProject() {
        byte[] body = NotificationMessageFactory.enveloped(
                NotificationMessageFactory.message("compute.instance.update", Map.of("instance_id", SERVER), SENT));

        assertThat(parser.parse(body))
                .isEqualTo(new NotificationParseResult.ServerChange(
                        new ServerId(SERVER), null, Instant.parse("2026-11-24T23:09:10.012200Z")));
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
        assertThat(parser.parse(body.getBytes(UTF_8))).isEqualTo(MALFORMED);
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
        assertThat(parser.parse(NotificationMessageFactory.versioned("instance.update", id, PROJECT, SENT)))
                .isEqualTo(MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2026-13-01 00:00:00", "1764025750"})
    void invalidTimestampIsMalformed(String time) {
        assertThat(parser.parse(NotificationMessageFactory.versioned("instance.update", SERVER, PROJECT, time)))
                .isEqualTo(MALFORMED);
    }

    @Test
    void invalidProjectIdIsMalformed() {
        assertThat(parser.parse(NotificationMessageFactory.versioned("instance.update", SERVER, "x".repeat(300), SENT)))
                .isEqualTo(MALFORMED);
    }

    @Test
    void wrongTypesInThePayloadAreMalformed() {
        byte[] body = NotificationMessageFactory.enveloped(NotificationMessageFactory.message(
                "instance.update", Map.of("nova_object.data", Map.of("uuid", Map.of("a", "b"))), SENT));

        assertThat(parser.parse(body)).isEqualTo(MALFORMED);
    }

    @Test
    void oversizedMessageIsMalformed() {
        byte[] body =
                NotificationMessageFactory.versioned("instance.update", SERVER, PROJECT, SENT + " ".repeat(LARGEST));

        assertThat(parser.parse(body)).isEqualTo(MALFORMED);
    }

    @Test
    void excessiveNestingIsMalformedInEnvelopeAndMessage() {
        String deep = "[".repeat(40_000);
        String inner = "{\"event_type\":\"instance.update\",\"payload\":{\"x\":" + deep;

        assertThat(parser.parse(("{\"x\":" + deep).getBytes(UTF_8))).isEqualTo(MALFORMED);
        assertThat(parser.parse(NotificationMessageFactory.json(Map.of("oslo.message", inner))))
                .isEqualTo(MALFORMED);
    }
}

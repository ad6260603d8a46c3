package org.stackdeck.cloud.notifications;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.stackdeck.cloud.notifications.NotificationMessageFactory.PROJECT;
import static org.stackdeck.cloud.notifications.NotificationMessageFactory.SENT;
import static org.stackdeck.cloud.notifications.NotificationMessageFactory.SERVER;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.stackdeck.cloud.ChangeHint.Service;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.resource.ResourceKind;

class NotificationParserTests {

    private static final int LARGEST = 100_000;
    private static final NotificationEventType OF_SERVER = new NotificationEventType(Service.NOVA, true, Set.of());
    private static final NotificationParseResult CHANGED =
            new NotificationParseResult.Change(OF_SERVER, Set.of(new ServerId(SERVER)), new ProjectId(PROJECT), null);
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

    /** Each row contains the type of a sample, its service, the kinds that it concerns, and its server, if any. */
    @ParameterizedTest
    @CsvSource({
        "instance.volume_attach.end, NOVA, VOLUME, cc4fc015-3a63-4b35-8f87-f8995d103ccb",
        "volume.create.end, CINDER, VOLUME,",
        "volume.attach.end, CINDER, VOLUME, cc4fc015-3a63-4b35-8f87-f8995d103ccb",
        "volume.detach.end, CINDER, VOLUME,",
        "snapshot.create.end, CINDER, VOLUME_SNAPSHOT,",
        "subnet.create.end, NEUTRON, NETWORK SUBNET,",
        "port.update.end, NEUTRON, PORT, cc4fc015-3a63-4b35-8f87-f8995d103ccb",
        "port.delete.end, NEUTRON, PORT FLOATING_IP,",
        "router.interface.create, NEUTRON, ROUTER PORT,",
        "floatingip.update.end, NEUTRON, FLOATING_IP, cc4fc015-3a63-4b35-8f87-f8995d103ccb",
        "security_group_rule.create.end, NEUTRON, SECURITY_GROUP,",
        "address_group.create.end, NEUTRON, ADDRESS_GROUP,",
        "tag.update.end, NEUTRON, NETWORK,",
        "image.update, GLANCE, IMAGE IMAGE_MEMBER,",
        "image.member.create, GLANCE, IMAGE IMAGE_MEMBER,"
    })
    void parsesNotificationsOfTheLab(String event, Service service, String kinds, @Nullable String server) {
        NotificationParseResult result = parser.parse(NotificationSamples.read(event));

        assertThat(result).isInstanceOfSatisfying(NotificationParseResult.Change.class, change -> {
            assertThat(change.type().service()).isEqualTo(service);
            assertThat(change.type().kinds())
                    .extracting(ResourceKind::name)
                    .containsExactlyInAnyOrder(kinds.split(" "));
            assertThat(change.servers()).isEqualTo(server == null ? Set.of() : Set.of(new ServerId(server)));
            assertThat(change.project() != null).isEqualTo(service == Service.NOVA);
        });
        assertThat(result).asString().doesNotContain(NotificationMessageFactory.SECRET, "contract-");
    }

    /** The payload of some notifications about images is a string. */
    @Test
    void payloadsWithoutServersCanHaveAnyStructure() {
        assertThat(parser.parse(NotificationMessageFactory.enveloped(
                        NotificationMessageFactory.message("image.upload", "Image storage media is full", SENT))))
                .isEqualTo(new NotificationParseResult.Change(
                        new NotificationEventType(
                                Service.GLANCE, false, Set.of(ResourceKind.IMAGE, ResourceKind.IMAGE_MEMBER)),
                        Set.of(),
                        null,
                        null));
    }

    @ParameterizedTest
    @CsvSource({
        "volume.create.end, VOLUME",
        "port.update.end, PORT",
        "port.delete.end, PORT",
        "floatingip.update.end, FLOATING_IP",
        "snapshot.create.end, VOLUME_SNAPSHOT"
    })
    void namesTheResource(String event, ResourceKind kind) {
        assertThat(parser.parse(NotificationSamples.read(event)))
                .isInstanceOfSatisfying(NotificationParseResult.Change.class, change -> {
                    NotificationParseResult.NamedResource resource = Objects.requireNonNull(change.resource());
                    assertThat(resource.kind()).isEqualTo(kind);
                    assertThat(resource.id()).matches("[0-9a-f-]{36}");
                });
    }

    @ParameterizedTest
    @CsvSource({
        "obj_resource, networks, NETWORK, false",
        "obj_resource, security_groups, SECURITY_GROUP, false",
        "parent_resource, floatingips, FLOATING_IP, true",
        "obj_resource, trunks,, false",
        "obj_resource,,, false"
    })
    void tagsAreThoseOfTheResourceInThePayload(
            String field, @Nullable String collection, @Nullable ResourceKind kind, boolean named) {
        Map<String, String> payload = Map.of(field, Objects.requireNonNullElse(collection, ""), field + "_id", SERVER);

        NotificationParseResult result = parser.parse(NotificationMessageFactory.enveloped(
                NotificationMessageFactory.message("tag.delete_all.end", payload, SENT)));

        assertThat(result)
                .isEqualTo(
                        kind == null
                                ? new NotificationParseResult.Irrelevant()
                                : new NotificationParseResult.Change(
                                        new NotificationEventType(Service.NEUTRON, false, Set.of(kind)),
                                        Set.of(),
                                        null,
                                        named ? new NotificationParseResult.NamedResource(kind, SERVER) : null));
    }

    @Test
    void capturedTagNotificationIsAboutNetworks() {
        assertThat(parser.parse(NotificationSamples.read("tag.update.end")))
                .isEqualTo(new NotificationParseResult.Change(
                        new NotificationEventType(Service.NEUTRON, false, Set.of(ResourceKind.NETWORK)),
                        Set.of(),
                        null,
                        null));
    }

    @Test
    void doesNotNameAResourceWithAnInvalidId() {
        byte[] body = NotificationMessageFactory.enveloped(
                NotificationMessageFactory.message("port.delete.end", Map.of("port_id", "../networks/1"), SENT));

        assertThat(parser.parse(body))
                .isInstanceOfSatisfying(
                        NotificationParseResult.Change.class,
                        change -> assertThat(change.resource()).isNull());
    }

    @Test
    void deviceOfAPortThatIsNoServerIsIgnored() {
        byte[] body = NotificationMessageFactory.enveloped(NotificationMessageFactory.message(
                "port.create.end", Map.of("port", Map.of("device_id", "dhcp-agent/../1")), SENT));

        assertThat(parser.parse(body))
                .isEqualTo(new NotificationParseResult.Change(
                        new NotificationEventType(Service.NEUTRON, true, Set.of(ResourceKind.PORT)),
                        Set.of(),
                        null,
                        null));
    }

    @Test
    void portsThatWereCreatedTogetherNameNoServer() {
        byte[] body = NotificationMessageFactory.enveloped(NotificationMessageFactory.message(
                "port.create.end", Map.of("ports", List.of(Map.of("device_id", SERVER))), SENT));

        assertThat(parser.parse(body))
                .isInstanceOfSatisfying(
                        NotificationParseResult.Change.class,
                        change -> assertThat(change.servers()).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "instance.exists",
                "compute.instance.exists",
                "compute.exception",
                "keypair.create.end",
                "scheduler.select_destinations.start",
                "volume.exists",
                "volume.usage",
                "capacity.pool",
                "volumes.create",
                "network.exists",
                "network.create.start",
                "subnetpool.create.end",
                "tag.update.end",
                "image.send",
                "task.create",
                ""
            })
    void ignoresNotificationsThatReportNoChange(String event) {
        assertThat(parser.parse(NotificationMessageFactory.versioned(event, SERVER, PROJECT, SENT)))
                .isEqualTo(new NotificationParseResult.Irrelevant());
    }

    @Test
    void parsesANotificationWithoutAProject() {
        byte[] body = NotificationMessageFactory.enveloped(
                NotificationMessageFactory.message("compute.instance.update", Map.of("instance_id", SERVER), SENT));

        assertThat(parser.parse(body))
                .isEqualTo(new NotificationParseResult.Change(OF_SERVER, Set.of(new ServerId(SERVER)), null, null));
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

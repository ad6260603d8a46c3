package org.stackdeck.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stackdeck.cloud.action.ActionParameter.*;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ChangeObstacle;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.action.ServerActionCompletionRules;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.client.ComputeClient;
import org.stackdeck.cloud.client.SelectableResourceReader;
import org.stackdeck.cloud.resource.AvailableFlavor;
import org.stackdeck.cloud.resource.AvailableImage;
import org.stackdeck.cloud.resource.Port;
import org.stackdeck.cloud.resource.SelectableResource;
import org.stackdeck.cloud.resource.Volume;
import org.stackdeck.cloud.server.InstanceAction;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.cloud.server.VolumeAttachment;
import tools.jackson.databind.JsonNode;

/** Tests actions with arguments, and the resources that a project offers for them. */
abstract class ServerActionContract extends ContractTestBase {

    private final String name = "contract-" + UUID.randomUUID().toString().substring(0, 8);

    private IndependentOpenStackClient independentClient() {
        return new IndependentOpenStackClient(cloud().cloudsYaml(), cloud().entry(CredentialKind.MEMBER));
    }

    private SelectableResourceReader resources(CredentialKind credentialKind) {
        Clouds clouds = discovered(credentialKind);
        Project staff = clouds.projects().stream()
                .filter(p -> p.name().equals("staff"))
                .findFirst()
                .orElseThrow();
        return clouds.resources(clouds.names().getFirst(), staff.id()).orElseThrow();
    }

    @AfterEach
    void removeImages() {
        IndependentOpenStackClient administrator =
                new IndependentOpenStackClient(cloud().cloudsYaml(), cloud().entry(CredentialKind.ADMIN));
        // Images that an administrator has created belong to the administrator's project.
        for (AvailableImage image : resources(CredentialKind.ADMIN).images()) {
            if (image.name().startsWith(name)) {
                administrator.requestJson("image", "DELETE", "/v2/images/" + image.id(), null);
            }
        }
    }

    @ParameterizedTest
    @CredentialKindSource({CredentialKind.MEMBER, CredentialKind.ADMIN})
    void recordedChangesAreInEffectWhenTheCloudResponds(CredentialKind credentialKind) {
        ServerId id = create();
        ComputeClient compute = staffCompute(credentialKind);

        assertAppliedImmediately(
                compute, id, ActionRequest.of(ServerAction.RENAME).with(NAME, name + " ä/\"x\""));
        assertThat(server(compute, id).name()).isEqualTo(name + " ä/\"x\"");
        assertAppliedImmediately(
                compute, id, ActionRequest.of(ServerAction.DESCRIBE).with(DESCRIPTION, "für alle"));
        assertThat(server(compute, id).description()).isEqualTo("für alle");
        assertAppliedImmediately(
                compute, id, ActionRequest.of(ServerAction.DESCRIBE).with(DESCRIPTION, ""));
        assertThat(server(compute, id).description()).isNull();
        assertAppliedImmediately(
                compute, id, ActionRequest.of(ServerAction.ADD_TAG).with(TAG, "two words"));
        assertThat(server(compute, id).tags()).containsExactly("two words");
        assertAppliedImmediately(
                compute, id, ActionRequest.of(ServerAction.REMOVE_TAG).with(TAG, "two words"));
        assertAppliedImmediately(
                compute,
                id,
                ActionRequest.of(ServerAction.SET_METADATA).with(KEY, "a key").with(VALUE, ""));
        assertThat(server(compute, id).metadata()).containsEntry("a key", "");
        assertAppliedImmediately(
                compute, id, ActionRequest.of(ServerAction.REMOVE_METADATA).with(KEY, "a key"));
        assertThat(server(compute, id).metadata()).isEmpty();
    }

    @ParameterizedTest
    @CredentialKindSource(CredentialKind.MEMBER)
    void removingSomethingMissingIsRejected(CredentialKind credentialKind) {
        ServerId id = create();
        ComputeClient compute = staffCompute(credentialKind);

        assertRejected(
                Category.NOT_FOUND,
                () -> compute.performAction(
                        id, ActionRequest.of(ServerAction.REMOVE_TAG).with(TAG, "none")));
        assertRejected(
                Category.NOT_FOUND,
                () -> compute.performAction(
                        id, ActionRequest.of(ServerAction.REMOVE_METADATA).with(KEY, "none")));
        assertRejected(
                Category.REFUSED,
                () -> compute.performAction(
                        id, ActionRequest.of(ServerAction.RESIZE).with(FLAVOR, "no-such-flavor")));
    }

    private static Stream<ActionRequest> orders() {
        return Stream.of(
                ActionRequest.of(ServerAction.RENAME).with(NAME, "mine"),
                ActionRequest.of(ServerAction.DESCRIBE).with(DESCRIPTION, "mine"),
                ActionRequest.of(ServerAction.ADD_TAG).with(TAG, "mine"),
                ActionRequest.of(ServerAction.SET_METADATA).with(KEY, "a").with(VALUE, "b"),
                ActionRequest.of(ServerAction.SNAPSHOT).with(NAME, "mine"),
                ActionRequest.of(ServerAction.RESIZE).with(FLAVOR, "2"),
                ActionRequest.of(ServerAction.RESCUE),
                ActionRequest.of(ServerAction.SET_PASSWORD).with(PASSWORD, "mine"),
                ActionRequest.of(ServerAction.LOCK).with(REASON, "mine"),
                ActionRequest.of(ServerAction.RESET_STATE).with(STATE, "error"),
                ActionRequest.of(ServerAction.MIGRATE),
                ActionRequest.of(ServerAction.LIVE_MIGRATE));
    }

    @Test
    void readerIsForbiddenEachActionWithArguments() {
        ServerId id = create();
        ComputeClient compute = staffCompute(CredentialKind.READER);

        assertThat(orders())
                .allSatisfy(order -> assertRejected(Category.FORBIDDEN, () -> compute.performAction(id, order)));

        awaitStableStatus(compute, id, ServerStatus.ACTIVE);
    }

    @ParameterizedTest
    @CredentialKindSource(CredentialKind.ADMIN)
    void administratorResetsTheState(CredentialKind credentialKind) {
        ServerId id = create();
        ComputeClient compute = staffCompute(credentialKind);

        assertAppliedImmediately(
                compute, id, ActionRequest.of(ServerAction.RESET_STATE).with(STATE, "error"));
        assertThat(server(compute, id).status()).isEqualTo(ServerStatus.ERROR);
        assertAppliedImmediately(
                compute, id, ActionRequest.of(ServerAction.RESET_STATE).with(STATE, "active"));
    }

    @ParameterizedTest
    @CredentialKindSource({CredentialKind.MEMBER, CredentialKind.ADMIN})
    void serverIsResizedToAnOfferedFlavor(CredentialKind credentialKind) {
        ServerId id = create();
        ComputeClient compute = staffCompute(credentialKind);
        Server before = server(compute, id);
        AvailableFlavor other = resources(credentialKind).flavors().stream()
                .filter(flavor -> !flavor.name().equals(before.flavor().name()))
                .filter(flavor -> flavor.diskGib() >= before.flavor().diskGib())
                .findFirst()
                .orElseThrow();

        assertPerformed(
                compute,
                id,
                ActionRequest.of(ServerAction.RESIZE).with(FLAVOR, other.id()),
                ServerStatus.VERIFY_RESIZE);

        Server resized = server(compute, id);
        assertThat(resized.flavor().name()).isEqualTo(other.name());
        assertThat(resized.flavor().vcpus()).isEqualTo(other.vcpus());
        assertThat(resized.flavor().ramMib()).isEqualTo(other.ramMib());
        assertPerformed(compute, id, ActionRequest.of(ServerAction.CONFIRM_RESIZE), ServerStatus.ACTIVE);
    }

    @ParameterizedTest
    @CredentialKindSource({CredentialKind.MEMBER, CredentialKind.APPLICATION})
    void liveMigrationIsForbiddenToMembers(CredentialKind credentialKind) {
        ServerId id = create();
        ComputeClient compute = staffCompute(credentialKind);

        assertRejected(
                Category.FORBIDDEN, () -> compute.performAction(id, ActionRequest.of(ServerAction.LIVE_MIGRATE)));

        awaitStableStatus(compute, id, ServerStatus.ACTIVE);
    }

    @ParameterizedTest
    @CredentialKindSource(CredentialKind.ADMIN)
    void administratorMigratesARunningOrPausedServerLive(CredentialKind credentialKind) {
        ServerId id = create();
        ComputeClient compute = staffCompute(credentialKind);
        String first = host(compute, id);

        InstanceAction done =
                assertPerformed(compute, id, ActionRequest.of(ServerAction.LIVE_MIGRATE), ServerStatus.ACTIVE);

        String second = host(compute, id);
        assertThat(second).isNotEqualTo(first);
        assertThat(done.events())
                .extracting(InstanceAction.Event::name)
                .contains(ServerActionCompletionRules.lastEvent(ServerAction.LIVE_MIGRATE)
                        .orElseThrow());
        assertPerformed(compute, id, ActionRequest.of(ServerAction.PAUSE), ServerStatus.PAUSED);
        assertPerformed(
                compute, id, ActionRequest.of(ServerAction.LIVE_MIGRATE).with(HOST, first), ServerStatus.PAUSED);
        assertThat(host(compute, id)).isEqualTo(first);
    }

    @ParameterizedTest
    @CredentialKindSource(CredentialKind.ADMIN)
    void liveMigrationToSameOrUnknownHostFails(CredentialKind credentialKind) {
        ServerId id = create();
        ComputeClient compute = staffCompute(credentialKind);
        ActionRequest there = ActionRequest.of(ServerAction.LIVE_MIGRATE).with(HOST, host(compute, id));

        InstanceAction done =
                awaitFinished(compute, id, compute.performAction(id, there).requestId());

        assertThat(done.failed()).isTrue();
        assertThat(done.events())
                .extracting(InstanceAction.Event::detail)
                .anySatisfy(detail -> assertThat(detail).contains("No valid host was found."));
        awaitStableStatus(compute, id, ServerStatus.ACTIVE);
        assertRejected(
                Category.REFUSED,
                () -> compute.performAction(
                        id, ActionRequest.of(ServerAction.LIVE_MIGRATE).with(HOST, "no-such-host")));
    }

    /** For a failed live migration, Nova reports no failed event. Only the last event is missing. */
    @ParameterizedTest
    @CredentialKindSource(CredentialKind.ADMIN)
    void failedLiveMigrationLacksItsLastEvent(CredentialKind credentialKind) {
        ServerId id = create(Map.of("lab_fail", "live_migration"));
        ComputeClient compute = staffCompute(credentialKind);

        InstanceAction done =
                assertPerformed(compute, id, ActionRequest.of(ServerAction.LIVE_MIGRATE), ServerStatus.ERROR);

        assertThat(done.events())
                .extracting(InstanceAction.Event::name)
                .doesNotContain(ServerActionCompletionRules.lastEvent(ServerAction.LIVE_MIGRATE)
                        .orElseThrow());
    }

    private static String host(ComputeClient compute, ServerId id) {
        return Objects.requireNonNull(server(compute, id).host());
    }

    @ParameterizedTest
    @CredentialKindSource({CredentialKind.MEMBER, CredentialKind.ADMIN})
    void snapshotIsListedWhenItsActionIsFinished(CredentialKind credentialKind) {
        ServerId id = create();

        assertPerformed(
                staffCompute(credentialKind),
                id,
                ActionRequest.of(ServerAction.SNAPSHOT).with(NAME, name),
                ServerStatus.ACTIVE);

        assertThat(resources(credentialKind).images())
                .filteredOn(image -> image.name().equals(name))
                .singleElement()
                .satisfies(image -> {
                    assertThat(image.serverData()).isTrue();
                    assertThat(image.sourceServer()).isEqualTo(id);
                });
    }

    @Test
    void publicImageIsNotAServersData() {
        assertThat(resources(CredentialKind.MEMBER).images())
                .anySatisfy(image -> assertThat(image.serverData()).isFalse());
    }

    @ParameterizedTest
    @CredentialKindSource({CredentialKind.MEMBER, CredentialKind.ADMIN})
    void serverIsRescuedAndRebuilt(CredentialKind credentialKind) {
        ServerId id = create();
        ComputeClient compute = staffCompute(credentialKind);
        // Other tests may have left snapshots of larger servers.
        AvailableImage image = resources(credentialKind).images().stream()
                .filter(availableImage -> availableImage.minDiskGib() == 0)
                .findFirst()
                .orElseThrow();

        assertPerformed(
                compute,
                id,
                ActionRequest.of(ServerAction.RESCUE).with(IMAGE, image.id()).with(PASSWORD, "quiet-harbour-1"),
                ServerStatus.RESCUE);
        assertPerformed(compute, id, ActionRequest.of(ServerAction.UNRESCUE), ServerStatus.ACTIVE);
        assertPerformed(
                compute,
                id,
                ActionRequest.of(ServerAction.REBUILD).with(IMAGE, image.id()).with(PASSWORD, "quiet-harbour-2"),
                ServerStatus.ACTIVE);
        assertThat(server(compute, id).image())
                .extracting(one -> one == null ? "" : one.id())
                .isEqualTo(image.id());
        assertPerformed(
                compute,
                id,
                ActionRequest.of(ServerAction.SET_PASSWORD).with(PASSWORD, "quiet-harbour-3"),
                ServerStatus.ACTIVE);
    }

    @ParameterizedTest
    @CredentialKindSource({CredentialKind.MEMBER, CredentialKind.ADMIN})
    void lockHasItsReason(CredentialKind credentialKind) {
        ServerId id = create();
        ComputeClient compute = staffCompute(credentialKind);

        assertPerformed(
                compute, id, ActionRequest.of(ServerAction.LOCK).with(REASON, "being moved"), ServerStatus.ACTIVE);

        assertThat(server(compute, id).lockedReason()).isEqualTo("being moved");
    }

    @ParameterizedTest
    @CredentialKindSource({CredentialKind.MEMBER, CredentialKind.ADMIN})
    void volumeIsAttachedAndDetached(CredentialKind credentialKind) {
        ServerId id = create();
        ComputeClient compute = staffCompute(credentialKind);
        String volume = volume();
        try {
            Volume free = only(resources(credentialKind).volumes(), volume);
            assertThat(free.isAvailable()).isTrue();
            assertThat(free.sizeGib()).isEqualTo(1);
            assertThat(free.attachedServers()).isEmpty();

            assertPerformed(
                    compute,
                    id,
                    ActionRequest.of(ServerAction.ATTACH_VOLUME).with(VOLUME, volume),
                    ServerStatus.ACTIVE);
            awaitCloud()
                    .untilAsserted(() -> assertThat(
                                    only(resources(credentialKind).volumes(), volume)
                                            .attachedServers())
                            .containsExactly(id));
            assertThat(compute.volumeAttachments(id)).containsExactly(new VolumeAttachment(volume, false));
            assertPerformed(
                    compute,
                    id,
                    ActionRequest.of(ServerAction.DETACH_VOLUME).with(VOLUME, volume),
                    ServerStatus.ACTIVE);
            awaitCloud()
                    .untilAsserted(() -> assertThat(
                                    only(resources(credentialKind).volumes(), volume)
                                            .isAvailable())
                            .isTrue());
        } finally {
            independentClient().requestJson("volumev3", "DELETE", "/volumes/" + volume, null);
        }
    }

    @ParameterizedTest
    @CredentialKindSource({CredentialKind.MEMBER, CredentialKind.ADMIN})
    void portSecurityGroupAndFloatingIpAreAddedAndRemoved(CredentialKind credentialKind) {
        ServerId id = create();
        ComputeClient compute = staffCompute(credentialKind);
        String network = resources(credentialKind).networks().getFirst().id();
        List<Port> before = resources(credentialKind).ports(id);

        assertPerformed(
                compute,
                id,
                ActionRequest.of(ServerAction.ATTACH_INTERFACE).with(NETWORK, network),
                ServerStatus.ACTIVE);
        Port port = resources(credentialKind).ports(id).stream()
                .filter(one -> !before.contains(one))
                .findFirst()
                .orElseThrow();
        assertThat(port.ips()).isNotEmpty();

        String group = resources(credentialKind).securityGroups().stream()
                .map(SelectableResource::id)
                .filter(value -> !port.securityGroups().contains(value))
                .filter(value -> before.stream()
                        .noneMatch(other -> other.securityGroups().contains(value)))
                .findFirst()
                .orElseThrow();
        assertAppliedImmediately(
                compute, id, ActionRequest.of(ServerAction.ADD_SECURITY_GROUP).with(SECURITY_GROUP, group));
        assertThat(resources(credentialKind).ports(id))
                .allSatisfy(one -> assertThat(one.securityGroups()).contains(group));
        assertAppliedImmediately(
                compute,
                id,
                ActionRequest.of(ServerAction.REMOVE_SECURITY_GROUP).with(SECURITY_GROUP, group));

        String floating = floatingIp();
        try {
            assertAppliedImmediately(
                    compute,
                    id,
                    ActionRequest.of(ServerAction.ASSOCIATE_FLOATING_IP)
                            .with(FLOATING_IP, floating)
                            .with(PORT, port.id()));
            assertThat(only(resources(credentialKind).floatingIps(), floating).portId())
                    .isEqualTo(port.id());
            assertAppliedImmediately(
                    compute,
                    id,
                    ActionRequest.of(ServerAction.DISASSOCIATE_FLOATING_IP).with(FLOATING_IP, floating));
            assertThat(only(resources(credentialKind).floatingIps(), floating).portId())
                    .isNull();
        } finally {
            independentClient().requestJson("network", "DELETE", "/v2.0/floatingips/" + floating, null);
        }

        assertPerformed(
                compute,
                id,
                ActionRequest.of(ServerAction.DETACH_INTERFACE).with(PORT, port.id()),
                ServerStatus.ACTIVE);
        awaitCloud()
                .untilAsserted(() -> assertThat(resources(credentialKind).ports(id))
                        .extracting(Port::id)
                        .doesNotContain(port.id()));
    }

    @Test
    void generatedPasswordsAreInTheResponses() {
        ServerId id = create();
        ComputeClient compute = staffCompute(CredentialKind.MEMBER);
        AvailableImage image = resources(CredentialKind.MEMBER).images().getFirst();

        ComputeClient.AcceptedAction rescued = compute.performAction(id, ActionRequest.of(ServerAction.RESCUE));
        awaitStableStatus(compute, id, ServerStatus.RESCUE);
        assertPerformed(compute, id, ActionRequest.of(ServerAction.UNRESCUE), ServerStatus.ACTIVE);
        ComputeClient.AcceptedAction rebuilt =
                compute.performAction(id, ActionRequest.of(ServerAction.REBUILD).with(IMAGE, image.id()));

        assertThat(rescued.adminPassword()).hasSizeGreaterThanOrEqualTo(12);
        assertThat(rebuilt.adminPassword()).hasSizeGreaterThanOrEqualTo(12).isNotEqualTo(rescued.adminPassword());
        awaitFinished(compute, id, rebuilt.requestId());
        awaitStableStatus(compute, id, ServerStatus.ACTIVE);
    }

    @ParameterizedTest
    @CredentialKindSource({CredentialKind.MEMBER, CredentialKind.ADMIN})
    void floatingIpMovesOnlyFromTheServerThatTheRequestNames(CredentialKind credentialKind) {
        ServerId stale = createWithAddress();
        ServerId other = createWithAddress();
        ComputeClient compute = staffCompute(credentialKind);
        String floating = floatingIp();
        try {
            ActionRequest associate =
                    ActionRequest.of(ServerAction.ASSOCIATE_FLOATING_IP).with(FLOATING_IP, floating);
            ActionRequest disassociate =
                    ActionRequest.of(ServerAction.DISASSOCIATE_FLOATING_IP).with(FLOATING_IP, floating);
            assertAppliedImmediately(compute, other, associate);
            String port = resources(credentialKind).ports(other).getFirst().id();

            assertObstacle(ChangeObstacle.FLOATING_IP_IN_USE, () -> compute.performAction(stale, associate));
            assertObstacle(ChangeObstacle.FLOATING_IP_NOT_ON_SERVER, () -> compute.performAction(stale, disassociate));
            assertObstacle(
                    ChangeObstacle.PORT_NOT_ON_SERVER, () -> compute.performAction(stale, associate.with(PORT, port)));

            assertThat(only(resources(credentialKind).floatingIps(), floating).portId())
                    .isEqualTo(port);
            ActionRequest move = associate.with(ActionParameter.FROM_SERVER, other.value());
            assertAppliedImmediately(compute, stale, move);
            assertThat(only(resources(credentialKind).floatingIps(), floating).portId())
                    .isEqualTo(resources(credentialKind).ports(stale).getFirst().id());
            assertObstacle(ChangeObstacle.FLOATING_IP_NOT_ON_SERVER, () -> compute.performAction(other, disassociate));
            assertObstacle(ChangeObstacle.FLOATING_IP_IN_USE, () -> compute.performAction(other, move));
            assertAppliedImmediately(compute, stale, disassociate);
            assertObstacle(ChangeObstacle.FLOATING_IP_NOT_ON_SERVER, () -> compute.performAction(stale, disassociate));
        } finally {
            independentClient().requestJson("network", "DELETE", "/v2.0/floatingips/" + floating, null);
        }
    }

    @ParameterizedTest
    @CredentialKindSource(includeReader = true)
    void resourcesOfOtherProjectsAreNotOffered(CredentialKind credentialKind) {
        IndependentOpenStackClient administrator =
                new IndependentOpenStackClient(cloud().cloudsYaml(), cloud().entry(CredentialKind.ADMIN));
        String foreign = administrator
                .requestJson("volumev3", "POST", "/volumes", Map.of("volume", Map.of("size", 1, "name", name)))
                .path("volume")
                .path("id")
                .asString();
        try {
            SelectableResourceReader resources = resources(credentialKind);
            assertThat(resources.volumes()).extracting(Volume::id).doesNotContain(foreign);
            assertThat(resources.flavors()).isNotEmpty();
            assertThat(resources.images()).isNotEmpty();
            assertThat(resources.networks())
                    .extracting(SelectableResource::name)
                    .doesNotContain("public");
            assertThat(resources.securityGroups()).isNotEmpty();
        } finally {
            awaitCloud()
                    .ignoreExceptions()
                    .untilAsserted(() -> administrator.requestJson("volumev3", "DELETE", "/volumes/" + foreign, null));
        }
    }

    private String volume() {
        String id = independentClient()
                .requestJson("volumev3", "POST", "/volumes", Map.of("volume", Map.of("size", 1, "name", name)))
                .path("volume")
                .path("id")
                .asString();
        awaitCloud()
                .untilAsserted(() -> assertThat(
                                only(resources(CredentialKind.MEMBER).volumes(), id)
                                        .isAvailable())
                        .isTrue());
        return id;
    }

    private String floatingIp() {
        JsonNode external = independentClient()
                .requestJson("network", "GET", "/v2.0/networks?router:external=true", null)
                .path("networks")
                .path(0);
        return independentClient()
                .requestJson(
                        "network",
                        "POST",
                        "/v2.0/floatingips",
                        Map.of(
                                "floatingip",
                                Map.of(
                                        "floating_network_id",
                                        external.path("id").asString())))
                .path("floatingip")
                .path("id")
                .asString();
    }

    private static <T extends SelectableResource> T only(List<T> choices, String id) {
        return choices.stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
    }

    /** Performs an action, and asserts that the action has taken effect when the cloud responds. */
    private static void assertAppliedImmediately(ComputeClient compute, ServerId id, ActionRequest actionRequest) {
        assertThat(compute.performAction(id, actionRequest).requestId()).isNotBlank();
        assertThat(compute.isApplied(id, actionRequest)).as("%s", actionRequest).isTrue();
    }

    /**
     * Performs an action, and waits until its instance action has ended. If the action spans services, also waits until
     * its task has ended.
     */
    private static InstanceAction assertPerformed(
            ComputeClient compute, ServerId id, ActionRequest actionRequest, ServerStatus status) {
        String requestId = compute.performAction(id, actionRequest).requestId();
        InstanceAction done = awaitCloud()
                .until(
                        () -> {
                            boolean busy = ServerActionCompletionRules.spansServices(actionRequest.serverAction())
                                    && server(compute, id).task().isPresent();
                            return busy
                                    ? null
                                    : compute.instanceAction(id, requestId).orElse(null);
                        },
                        instanceAction -> instanceAction != null && instanceAction.finished());

        assertThat(done.action())
                .isEqualTo(actionRequest.serverAction().instanceAction().orElseThrow());
        assertThat(done.failed()).as("%s", done).isFalse();
        awaitStableStatus(compute, id, status);
        return done;
    }
}

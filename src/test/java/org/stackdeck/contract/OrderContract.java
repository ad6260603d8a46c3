package org.stackdeck.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.stackdeck.cloud.ActionParameter.*;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.stackdeck.cloud.Choice;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.Clouds;
import org.stackdeck.cloud.Compute;
import org.stackdeck.cloud.InstanceAction;
import org.stackdeck.cloud.OfferedFlavor;
import org.stackdeck.cloud.OfferedImage;
import org.stackdeck.cloud.Order;
import org.stackdeck.cloud.Port;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectResources;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerStatus;
import org.stackdeck.cloud.Volume;
import org.stackdeck.cloud.VolumeAttachment;
import tools.jackson.databind.JsonNode;

/** Actions with arguments, and the resources that a project offers for them. */
abstract class OrderContract extends ContractCases {

    private final String name = "contract-" + UUID.randomUUID().toString().substring(0, 8);

    private OutsideClient outside() {
        return new OutsideClient(cloud().cloudsYaml(), cloud().entry(Access.MEMBER));
    }

    private ProjectResources resources(Access access) {
        Clouds clouds = clouds(access, 200);
        discovered(clouds);
        Project staff = clouds.projects().stream()
                .filter(p -> p.name().equals("staff"))
                .findFirst()
                .orElseThrow();
        return clouds.resources(clouds.names().getFirst(), staff.id()).orElseThrow();
    }

    @AfterEach
    void removeImages() {
        OutsideClient administrator = new OutsideClient(cloud().cloudsYaml(), cloud().entry(Access.ADMIN));
        for (OfferedImage image : resources(Access.MEMBER).images()) {
            if (image.name().startsWith(name)) {
                administrator.ask("image", "DELETE", "/v2/images/" + image.id(), null);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"MEMBER", "ADMIN"})
    void recordedChangesAreInEffectWhenTheCloudResponds(Access access) {
        ServerId id = create();
        Compute compute = staff(access);

        writes(compute, id, Order.of(ServerAction.RENAME).with(NAME, name + " ä/\"x\""));
        assertThat(server(compute, id).name()).isEqualTo(name + " ä/\"x\"");
        writes(compute, id, Order.of(ServerAction.DESCRIBE).with(DESCRIPTION, "für alle"));
        assertThat(server(compute, id).description()).isEqualTo("für alle");
        writes(compute, id, Order.of(ServerAction.DESCRIBE).with(DESCRIPTION, ""));
        assertThat(server(compute, id).description()).isNull();
        writes(compute, id, Order.of(ServerAction.ADD_TAG).with(TAG, "two words"));
        assertThat(server(compute, id).tags()).containsExactly("two words");
        writes(compute, id, Order.of(ServerAction.REMOVE_TAG).with(TAG, "two words"));
        writes(
                compute,
                id,
                Order.of(ServerAction.SET_METADATA).with(KEY, "a key").with(VALUE, ""));
        assertThat(server(compute, id).metadata()).containsEntry("a key", "");
        writes(compute, id, Order.of(ServerAction.REMOVE_METADATA).with(KEY, "a key"));
        assertThat(server(compute, id).metadata()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = "MEMBER")
    void removingSomethingMissingIsRejected(Access access) {
        ServerId id = create();
        Compute compute = staff(access);

        refuses(
                Category.NOT_FOUND,
                () -> compute.act(id, Order.of(ServerAction.REMOVE_TAG).with(TAG, "none")));
        refuses(
                Category.NOT_FOUND,
                () -> compute.act(id, Order.of(ServerAction.REMOVE_METADATA).with(KEY, "none")));
        refuses(
                Category.REFUSED,
                () -> compute.act(id, Order.of(ServerAction.RESIZE).with(FLAVOR, "no-such-flavor")));
    }

    private static Stream<Order> orders() {
        return Stream.of(
                Order.of(ServerAction.RENAME).with(NAME, "mine"),
                Order.of(ServerAction.DESCRIBE).with(DESCRIPTION, "mine"),
                Order.of(ServerAction.ADD_TAG).with(TAG, "mine"),
                Order.of(ServerAction.SET_METADATA).with(KEY, "a").with(VALUE, "b"),
                Order.of(ServerAction.SNAPSHOT).with(NAME, "mine"),
                Order.of(ServerAction.RESIZE).with(FLAVOR, "2"),
                Order.of(ServerAction.RESCUE),
                Order.of(ServerAction.SET_PASSWORD).with(PASSWORD, "mine"),
                Order.of(ServerAction.LOCK).with(REASON, "mine"),
                Order.of(ServerAction.RESET_STATE).with(STATE, "error"),
                Order.of(ServerAction.MIGRATE),
                Order.of(ServerAction.LIVE_MIGRATE));
    }

    @ParameterizedTest
    @MethodSource("orders")
    void readerIsForbiddenEachActionWithArguments(Order order) {
        ServerId id = create();
        Compute compute = staff(Access.READER);

        refuses(Category.FORBIDDEN, () -> compute.act(id, order));

        rests(compute, id, ServerStatus.ACTIVE);
    }

    @ParameterizedTest
    @EnumSource(names = "ADMIN")
    void administratorResetsTheState(Access access) {
        ServerId id = create();
        Compute compute = staff(access);

        writes(compute, id, Order.of(ServerAction.RESET_STATE).with(STATE, "error"));
        assertThat(server(compute, id).status()).isEqualTo(ServerStatus.ERROR);
        writes(compute, id, Order.of(ServerAction.RESET_STATE).with(STATE, "active"));
    }

    @ParameterizedTest
    @EnumSource(names = {"MEMBER", "ADMIN"})
    void serverIsResizedToAnOfferedFlavor(Access access) {
        ServerId id = create();
        Compute compute = staff(access);
        Server before = server(compute, id);
        OfferedFlavor other = resources(access).flavors().stream()
                .filter(flavor -> !flavor.name().equals(before.flavor().name()))
                .filter(flavor -> flavor.diskGib() >= before.flavor().diskGib())
                .findFirst()
                .orElseThrow();

        ends(compute, id, Order.of(ServerAction.RESIZE).with(FLAVOR, other.id()), ServerStatus.VERIFY_RESIZE);

        Server resized = server(compute, id);
        assertThat(resized.flavor().name()).isEqualTo(other.name());
        assertThat(resized.flavor().vcpus()).isEqualTo(other.vcpus());
        assertThat(resized.flavor().ramMib()).isEqualTo(other.ramMib());
        ends(compute, id, Order.of(ServerAction.CONFIRM_RESIZE), ServerStatus.ACTIVE);
    }

    @ParameterizedTest
    @EnumSource(names = {"MEMBER", "APPLICATION"})
    void liveMigrationIsForbiddenToMembers(Access access) {
        ServerId id = create();
        Compute compute = staff(access);

        refuses(Category.FORBIDDEN, () -> compute.act(id, Order.of(ServerAction.LIVE_MIGRATE)));

        rests(compute, id, ServerStatus.ACTIVE);
    }

    @ParameterizedTest
    @EnumSource(names = "ADMIN")
    void administratorMigratesARunningOrPausedServerLive(Access access) {
        ServerId id = create();
        Compute compute = staff(access);
        String first = host(compute, id);

        InstanceAction done = ends(compute, id, Order.of(ServerAction.LIVE_MIGRATE), ServerStatus.ACTIVE);

        String second = host(compute, id);
        assertThat(second).isNotEqualTo(first);
        assertThat(done.events())
                .extracting(InstanceAction.Event::name)
                .contains(ServerAction.LIVE_MIGRATE.lastEvent().orElseThrow());
        ends(compute, id, Order.of(ServerAction.PAUSE), ServerStatus.PAUSED);
        ends(compute, id, Order.of(ServerAction.LIVE_MIGRATE).with(HOST, first), ServerStatus.PAUSED);
        assertThat(host(compute, id)).isEqualTo(first);
    }

    @ParameterizedTest
    @EnumSource(names = "ADMIN")
    void liveMigrationToSameOrUnknownHostFails(Access access) {
        ServerId id = create();
        Compute compute = staff(access);
        Order there = Order.of(ServerAction.LIVE_MIGRATE).with(HOST, host(compute, id));

        InstanceAction done = finished(compute, id, compute.act(id, there).requestId());

        assertThat(done.failed()).isTrue();
        assertThat(done.events())
                .extracting(InstanceAction.Event::detail)
                .anySatisfy(detail -> assertThat(detail).contains("No valid host was found."));
        rests(compute, id, ServerStatus.ACTIVE);
        refuses(
                Category.REFUSED,
                () -> compute.act(id, Order.of(ServerAction.LIVE_MIGRATE).with(HOST, "no-such-host")));
    }

    /** None of its events has failed. */
    @ParameterizedTest
    @EnumSource(names = "ADMIN")
    void failedLiveMigrationLacksItsLastEvent(Access access) {
        ServerId id = create(Map.of("lab_fail", "live_migration"));
        Compute compute = staff(access);

        InstanceAction done = ends(compute, id, Order.of(ServerAction.LIVE_MIGRATE), ServerStatus.ERROR);

        assertThat(done.events())
                .extracting(InstanceAction.Event::name)
                .doesNotContain(ServerAction.LIVE_MIGRATE.lastEvent().orElseThrow());
    }

    private static String host(Compute compute, ServerId id) {
        return Objects.requireNonNull(server(compute, id).host());
    }

    @ParameterizedTest
    @EnumSource(names = {"MEMBER", "ADMIN"})
    void snapshotIsListedWhenItsActionIsFinished(Access access) {
        ServerId id = create();

        ends(staff(access), id, Order.of(ServerAction.SNAPSHOT).with(NAME, name), ServerStatus.ACTIVE);

        assertThat(resources(access).images()).extracting(OfferedImage::name).contains(name);
    }

    @ParameterizedTest
    @EnumSource(names = {"MEMBER", "ADMIN"})
    void serverIsRescuedAndRebuilt(Access access) {
        ServerId id = create();
        Compute compute = staff(access);
        // Other tests may have left snapshots of larger servers.
        OfferedImage image = resources(access).images().stream()
                .filter(one -> one.minDiskGib() == 0)
                .findFirst()
                .orElseThrow();

        ends(
                compute,
                id,
                Order.of(ServerAction.RESCUE).with(IMAGE, image.id()).with(PASSWORD, "quiet-harbour-1"),
                ServerStatus.RESCUE);
        ends(compute, id, Order.of(ServerAction.UNRESCUE), ServerStatus.ACTIVE);
        ends(
                compute,
                id,
                Order.of(ServerAction.REBUILD).with(IMAGE, image.id()).with(PASSWORD, "quiet-harbour-2"),
                ServerStatus.ACTIVE);
        assertThat(server(compute, id).image())
                .extracting(one -> one == null ? "" : one.id())
                .isEqualTo(image.id());
        ends(compute, id, Order.of(ServerAction.SET_PASSWORD).with(PASSWORD, "quiet-harbour-3"), ServerStatus.ACTIVE);
    }

    @ParameterizedTest
    @EnumSource(names = {"MEMBER", "ADMIN"})
    void lockHasItsReason(Access access) {
        ServerId id = create();
        Compute compute = staff(access);

        ends(compute, id, Order.of(ServerAction.LOCK).with(REASON, "being moved"), ServerStatus.ACTIVE);

        assertThat(server(compute, id).lockedReason()).isEqualTo("being moved");
    }

    @ParameterizedTest
    @EnumSource(names = {"MEMBER", "ADMIN"})
    void volumeIsAttachedAndDetached(Access access) {
        ServerId id = create();
        Compute compute = staff(access);
        String volume = volume();
        try {
            Volume free = only(resources(access).volumes(), volume);
            assertThat(free.available()).isTrue();
            assertThat(free.sizeGib()).isEqualTo(1);
            assertThat(free.attachedTo()).isEmpty();

            ends(compute, id, Order.of(ServerAction.ATTACH_VOLUME).with(VOLUME, volume), ServerStatus.ACTIVE);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(
                                    only(resources(access).volumes(), volume).attachedTo())
                            .containsExactly(id));
            assertThat(compute.volumes(id)).containsExactly(new VolumeAttachment(volume, false));
            ends(compute, id, Order.of(ServerAction.DETACH_VOLUME).with(VOLUME, volume), ServerStatus.ACTIVE);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(
                                    only(resources(access).volumes(), volume).available())
                            .isTrue());
        } finally {
            outside().ask("volumev3", "DELETE", "/volumes/" + volume, null);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"MEMBER", "ADMIN"})
    void portSecurityGroupAndFloatingIpAreAddedAndRemoved(Access access) {
        ServerId id = create();
        Compute compute = staff(access);
        String network = resources(access).networks().getFirst().id();
        List<Port> before = resources(access).ports(id);

        ends(compute, id, Order.of(ServerAction.ATTACH_INTERFACE).with(NETWORK, network), ServerStatus.ACTIVE);
        Port port = resources(access).ports(id).stream()
                .filter(one -> !before.contains(one))
                .findFirst()
                .orElseThrow();
        assertThat(port.ips()).isNotEmpty();

        String group = resources(access).securityGroups().stream()
                .map(Choice::id)
                .filter(one -> !port.securityGroups().contains(one))
                .filter(one -> before.stream()
                        .noneMatch(other -> other.securityGroups().contains(one)))
                .findFirst()
                .orElseThrow();
        writes(compute, id, Order.of(ServerAction.ADD_SECURITY_GROUP).with(SECURITY_GROUP, group));
        assertThat(resources(access).ports(id))
                .allSatisfy(one -> assertThat(one.securityGroups()).contains(group));
        writes(compute, id, Order.of(ServerAction.REMOVE_SECURITY_GROUP).with(SECURITY_GROUP, group));

        String floating = floatingIp();
        try {
            writes(
                    compute,
                    id,
                    Order.of(ServerAction.ASSOCIATE_FLOATING_IP)
                            .with(FLOATING_IP, floating)
                            .with(PORT, port.id()));
            assertThat(only(resources(access).floatingIps(), floating).portId()).isEqualTo(port.id());
            writes(compute, id, Order.of(ServerAction.DISASSOCIATE_FLOATING_IP).with(FLOATING_IP, floating));
            assertThat(only(resources(access).floatingIps(), floating).portId()).isNull();
        } finally {
            outside().ask("network", "DELETE", "/v2.0/floatingips/" + floating, null);
        }

        ends(compute, id, Order.of(ServerAction.DETACH_INTERFACE).with(PORT, port.id()), ServerStatus.ACTIVE);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(resources(access).ports(id))
                        .extracting(Port::id)
                        .doesNotContain(port.id()));
    }

    @Test
    void generatedPasswordsAreInTheResponses() {
        ServerId id = create();
        Compute compute = staff(Access.MEMBER);
        OfferedImage image = resources(Access.MEMBER).images().getFirst();

        Compute.Taken rescued = compute.act(id, Order.of(ServerAction.RESCUE));
        rests(compute, id, ServerStatus.RESCUE);
        ends(compute, id, Order.of(ServerAction.UNRESCUE), ServerStatus.ACTIVE);
        Compute.Taken rebuilt = compute.act(id, Order.of(ServerAction.REBUILD).with(IMAGE, image.id()));

        assertThat(rescued.adminPassword()).hasSizeGreaterThanOrEqualTo(12);
        assertThat(rebuilt.adminPassword()).hasSizeGreaterThanOrEqualTo(12).isNotEqualTo(rescued.adminPassword());
        finished(compute, id, rebuilt.requestId());
        rests(compute, id, ServerStatus.ACTIVE);
    }

    @ParameterizedTest
    @EnumSource(names = {"MEMBER", "ADMIN"})
    void floatingIpOfAnotherServerIsNotMoved(Access access) {
        ServerId stale = createWithAddress();
        ServerId other = createWithAddress();
        Compute compute = staff(access);
        String floating = floatingIp();
        try {
            Order associate = Order.of(ServerAction.ASSOCIATE_FLOATING_IP).with(FLOATING_IP, floating);
            Order disassociate = Order.of(ServerAction.DISASSOCIATE_FLOATING_IP).with(FLOATING_IP, floating);
            writes(compute, other, associate);
            String port = resources(access).ports(other).getFirst().id();

            conflicts(compute, stale, associate, "leads to another port by now");
            conflicts(compute, stale, disassociate, "does not lead to this server any more");
            conflicts(compute, stale, associate.with(PORT, port), "The port is not this server's any more");

            assertThat(only(resources(access).floatingIps(), floating).portId()).isEqualTo(port);
            writes(compute, other, disassociate);
            conflicts(compute, other, disassociate, "does not lead to this server any more");
        } finally {
            outside().ask("network", "DELETE", "/v2.0/floatingips/" + floating, null);
        }
    }

    private static void conflicts(Compute compute, ServerId id, Order order, String why) {
        assertThatThrownBy(() -> compute.act(id, order))
                .isInstanceOfSatisfying(
                        CloudException.class, e -> assertThat(e.category()).isEqualTo(Category.CONFLICT))
                .hasMessageContaining(why);
    }

    @ParameterizedTest
    @EnumSource(Access.class)
    void resourcesOfOtherProjectsAreNotOffered(Access access) {
        OutsideClient administrator = new OutsideClient(cloud().cloudsYaml(), cloud().entry(Access.ADMIN));
        String foreign = administrator
                .ask("volumev3", "POST", "/volumes", Map.of("volume", Map.of("size", 1, "name", name)))
                .path("volume")
                .path("id")
                .asString();
        try {
            ProjectResources resources = resources(access);
            assertThat(resources.volumes()).extracting(Volume::id).doesNotContain(foreign);
            assertThat(resources.flavors()).isNotEmpty();
            assertThat(resources.images()).isNotEmpty();
            assertThat(resources.networks()).extracting(Choice::name).doesNotContain("public");
            assertThat(resources.securityGroups()).isNotEmpty();
        } finally {
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .untilAsserted(() -> administrator.ask("volumev3", "DELETE", "/volumes/" + foreign, null));
        }
    }

    private String volume() {
        String id = outside()
                .ask("volumev3", "POST", "/volumes", Map.of("volume", Map.of("size", 1, "name", name)))
                .path("volume")
                .path("id")
                .asString();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                only(resources(Access.MEMBER).volumes(), id).available())
                        .isTrue());
        return id;
    }

    private String floatingIp() {
        JsonNode external = outside()
                .ask("network", "GET", "/v2.0/networks?router:external=true", null)
                .path("networks")
                .path(0);
        return outside()
                .ask(
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

    private static <T extends Choice> T only(List<T> choices, String id) {
        return choices.stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
    }

    /** Performs an action that has taken effect when the cloud responds. */
    private static void writes(Compute compute, ServerId id, Order order) {
        assertThat(compute.act(id, order).requestId()).isNotBlank();
        assertThat(compute.holds(id, order)).as("%s", order).isTrue();
    }

    /** Performs an action and waits until its instance action and, if it spans services, its task have ended. */
    private static InstanceAction ends(Compute compute, ServerId id, Order order, ServerStatus status) {
        String requestId = compute.act(id, order).requestId();
        InstanceAction done = await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () -> {
                            boolean busy = order.action().handedOn()
                                    && server(compute, id).task().isPresent();
                            return busy
                                    ? null
                                    : compute.instanceAction(id, requestId).orElse(null);
                        },
                        seen -> seen != null && seen.finished());

        assertThat(done.action()).isEqualTo(order.action().instanceAction().orElseThrow());
        assertThat(done.failed()).as("%s", done).isFalse();
        rests(compute, id, status);
        return done;
    }
}

package org.stackdeck.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Clouds;
import org.stackdeck.cloud.Compute;
import org.stackdeck.cloud.EntryReport;
import org.stackdeck.cloud.InstanceAction;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.RemoteConsole;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerStatus;
import org.stackdeck.cloud.ServerUsage;
import org.stackdeck.cloud.openstack.TestClouds;

/**
 * The behaviour of clouds that Stackdeck relies on, tested through its adapter with each kind of credential. The
 * simulator and a real OpenStack must pass the same cases; if they differ, the simulator is wrong.
 */
abstract class CloudContract extends ContractCases {

    private static final ServerId NOBODY = new ServerId("00000000-0000-4000-8000-000000000000");

    @ParameterizedTest
    @EnumSource(Access.class)
    void entryReachesItsProjects(Access access) {
        Clouds clouds = clouds(access, 200);

        List<Compute> found = discovered(clouds);

        Set<String> projects = clouds.projects().stream().map(Project::name).collect(Collectors.toSet());
        EntryReport report = clouds.entries().getFirst();
        assertThat(report.problem()).isNull();
        assertThat(report.novaVersion()).matches("2\\.\\d+");
        assertThat(report.administrator()).isEqualTo(access == Access.ADMIN);
        switch (access) {
            case MEMBER_OF_ALL -> {
                assertThat(projects).containsExactlyInAnyOrder("staff", "research");
                assertThat(found).hasSize(2).noneMatch(c -> c.scope().allProjects());
                assertThat(report.roles()).contains("member");
            }
            case MEMBER, APPLICATION -> {
                assertThat(projects).containsExactly("staff");
                assertThat(report.roles()).contains("member");
            }
            case READER -> {
                assertThat(projects).containsExactly("staff");
                assertThat(report.roles()).containsExactly("reader");
            }
            case ADMIN -> {
                assertThat(projects).contains("staff", "research", "admin");
                assertThat(found).singleElement().matches(c -> c.scope().allProjects());
            }
        }
    }

    @Test
    void allEntriesFormOneCloudWithoutDuplicateServers() {
        Clouds clouds = TestClouds.of(cloud().cloudsYaml(), 200);

        List<CloudName> names = clouds.names();
        List<ServerId> ids = discovered(clouds).stream()
                .flatMap(c -> c.servers(page -> {}).servers().stream())
                .map(Server::id)
                .toList();

        assertThat(names).hasSize(1);
        assertThat(ids).isNotEmpty().doesNotHaveDuplicates();
        assertThat(clouds.entries()).filteredOn(r -> r.unusedBecause() != null).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(Access.class)
    void listedServerHasAllFields(Access access) {
        ServerId id = create(Map.of("role", "contract"));
        Compute compute = staff(access);

        Compute.Listing listing = compute.servers(page -> {});

        Server server = listing.servers().stream()
                .filter(s -> s.id().equals(id))
                .findFirst()
                .orElseThrow();
        assertThat(server.name()).startsWith("contract-");
        assertThat(server.status()).isEqualTo(ServerStatus.ACTIVE);
        assertThat(server.project().name()).isEqualTo("staff");
        assertThat(server.flavor().vcpus()).isPositive();
        assertThat(server.flavor().ramMib()).isPositive();
        assertThat(server.flavor().name()).isNotBlank();
        assertThat(server.image()).satisfies(image -> assertThat(image.name()).isNotBlank());
        assertThat(server.metadata()).containsEntry("role", "contract");
        assertThat(server.updated()).isAfterOrEqualTo(server.created());
        assertThat(server.userId()).isNotBlank();
        assertThat(server.host() != null).isEqualTo(access == Access.ADMIN);
        assertThat(server(compute, id)).isEqualTo(server);
        assertThat(listing.watermark())
                .isEqualTo(listing.servers().stream()
                        .map(Server::updated)
                        .max(Instant::compareTo)
                        .orElseThrow());
    }

    @ParameterizedTest
    @EnumSource(names = {"MEMBER", "ADMIN"})
    void pagesAddUpToTheCompleteList(Access access) {
        create();
        create();
        create();
        Compute large = staff(access, 500);
        // A third of the servers per page: a few pages suffice to show how they are joined.
        int size = Math.max(2, large.servers(page -> {}).servers().size() / 3);
        Compute small = staff(access, size);

        // A real cloud has other users, so that servers may be created and deleted between two lists.
        await().atMost(PATIENCE).untilAsserted(() -> {
            List<Integer> sizes = new ArrayList<>();
            List<ServerId> whole = ids(large.servers(page -> {}));
            List<ServerId> paged = ids(small.servers(page -> sizes.add(page.size())));
            assertThat(paged).isEqualTo(whole).doesNotHaveDuplicates();
            assertThat(sizes).hasSizeGreaterThan(1).allMatch(n -> n <= size);
        });
    }

    private static List<ServerId> ids(Compute.Listing listing) {
        return listing.servers().stream().map(Server::id).toList();
    }

    @ParameterizedTest
    @EnumSource(Access.class)
    void changesSinceContainsAChangeByAnotherClient(Access access) {
        ServerId id = create();
        Compute compute = staff(access);
        Instant watermark = compute.servers(page -> {}).watermark();

        cloud().rename(id, "contract-renamed");

        await().atMost(PATIENCE).untilAsserted(() -> {
            Compute.Listing changes = compute.changesSince(watermark.minusSeconds(2));
            assertThat(changes.servers())
                    .filteredOn(s -> s.id().equals(id))
                    .singleElement()
                    .satisfies(s -> assertThat(s.name()).isEqualTo("contract-renamed"));
            assertThat(changes.watermark()).isAfterOrEqualTo(watermark);
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"MEMBER", "ADMIN"})
    void changesSinceContainsAServerOfAnotherClient(Access access) {
        Compute compute = staff(access);
        Instant watermark = compute.servers(page -> {}).watermark();

        ServerId id = create();

        assertThat(compute.changesSince(watermark.minusSeconds(2)).servers())
                .filteredOn(s -> s.id().equals(id))
                .singleElement()
                .satisfies(s -> assertThat(s.status()).isEqualTo(ServerStatus.ACTIVE));
    }

    @ParameterizedTest
    @EnumSource(names = {"MEMBER", "ADMIN"})
    void changedTagsDoNotChangeUpdated(Access access) {
        ServerId id = create();
        Compute compute = staff(access);
        Server before = server(compute, id);

        cloud().tag(id, Set.of("blue", "a b"));

        Server after = listed(compute, id);
        assertThat(after.tags()).containsExactlyInAnyOrder("blue", "a b");
        assertThat(after.updated()).isEqualTo(before.updated());
        assertThat(server(compute, id).tags()).isEqualTo(after.tags());
    }

    @ParameterizedTest
    @EnumSource(names = {"MEMBER", "ADMIN"})
    void nextListContainsMetadataOfAnotherClient(Access access) {
        ServerId id = create(Map.of("role", "contract"));
        Compute compute = staff(access);

        cloud().describe(id, Map.of("stage", "<b>live</b>"));

        assertThat(listed(compute, id).metadata()).isEqualTo(Map.of("stage", "<b>live</b>"));
    }

    @ParameterizedTest
    @EnumSource(names = {"MEMBER", "ADMIN"})
    void listReflectsAddedAndRemovedAddresses(Access access) {
        ServerId id = createWithAddress();
        Compute compute = staff(access);

        assertThat(listed(compute, id).addresses()).singleElement().satisfies(address -> {
            assertThat(address.ip()).matches("\\d+(\\.\\d+){3}");
            assertThat(address.version()).isEqualTo(4);
            assertThat(address.network()).isNotBlank();
            assertThat(address.floating()).isFalse();
        });

        cloud().disconnect(id);

        assertThat(listed(compute, id).addresses()).isEmpty();
    }

    private static Server listed(Compute compute, ServerId id) {
        return compute.servers(page -> {}).servers().stream()
                .filter(s -> s.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(Access.class)
    void changesSinceIsEmptyWithoutChanges(Access access) {
        Compute compute = staff(access);
        Instant future = Instant.now().plus(Duration.ofHours(1));

        Compute.Listing changes = compute.changesSince(future);

        assertThat(changes.servers()).isEmpty();
        assertThat(changes.watermark()).isEqualTo(future);
    }

    @ParameterizedTest
    @EnumSource(value = Access.class, mode = Mode.EXCLUDE, names = "READER")
    void actionIsDoneWhenItsInstanceActionIsFinished(Access access) {
        ServerId id = create();
        Compute compute = staff(access);

        does(compute, id, ServerAction.STOP, ServerStatus.SHUTOFF);
        does(compute, id, ServerAction.START, ServerStatus.ACTIVE);
        does(compute, id, ServerAction.REBOOT, ServerStatus.ACTIVE);
        does(compute, id, ServerAction.HARD_REBOOT, ServerStatus.ACTIVE);

        assertThat(compute.instanceActions(id))
                .extracting(InstanceAction::action)
                .containsExactly("reboot", "reboot", "start", "stop", "create");
    }

    @ParameterizedTest
    @EnumSource(value = Access.class, mode = Mode.EXCLUDE, names = "READER")
    void pauseAndSuspendAreDoneWithTheirInstanceAction(Access access) {
        ServerId id = create();
        Compute compute = staff(access);

        does(compute, id, ServerAction.PAUSE, ServerStatus.PAUSED);
        does(compute, id, ServerAction.UNPAUSE, ServerStatus.ACTIVE);
        does(compute, id, ServerAction.SUSPEND, ServerStatus.SUSPENDED);
        does(compute, id, ServerAction.RESUME, ServerStatus.ACTIVE);
    }

    @ParameterizedTest
    @EnumSource(names = {"MEMBER", "ADMIN"})
    void resizeIsConfirmed(Access access) {
        ServerId id = create();
        Compute compute = staff(access);
        refuses(Category.CONFLICT, () -> compute.act(id, ServerAction.CONFIRM_RESIZE));
        cloud().resize(id);

        does(compute, id, ServerAction.CONFIRM_RESIZE, ServerStatus.ACTIVE);
    }

    /** Between two Nova services, all events are finished although the action continues. */
    @ParameterizedTest
    @EnumSource(names = {"MEMBER", "ADMIN"})
    void actionAcrossServicesIsDoneAfterItsTaskHasEnded(Access access) {
        ServerId id = create();
        Compute compute = staff(access);
        cloud().resize(id);

        doesHandedOn(compute, id, ServerAction.REVERT_RESIZE);
        InstanceAction shelved =
                finished(compute, id, compute.act(id, ServerAction.SHELVE).requestId());
        assertThat(shelved.action()).isEqualTo("shelve");
        assertThat(shelved.failed()).isFalse();
        // A cloud may keep a shelved server on its host for a while.
        assertThat(server(compute, id).status()).isIn(ServerStatus.SHELVED, ServerStatus.SHELVED_OFFLOADED);
        doesHandedOn(compute, id, ServerAction.UNSHELVE);
    }

    private static void doesHandedOn(Compute compute, ServerId id, ServerAction action) {
        assertThat(action.handedOn()).isTrue();
        String requestId = compute.act(id, action).requestId();
        InstanceAction done = await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> {
                            boolean busy = server(compute, id).task().isPresent();
                            return busy
                                    ? null
                                    : compute.instanceAction(id, requestId).orElse(null);
                        },
                        seen -> seen != null && seen.finished());

        assertThat(done.action()).isEqualTo(action.instanceAction().orElseThrow());
        assertThat(done.failed()).isFalse();
        assertThat(done.events()).hasSizeGreaterThan(1);
        assertThat(server(compute, id).status()).isEqualTo(ServerStatus.ACTIVE);
    }

    @ParameterizedTest
    @EnumSource(value = Access.class, mode = Mode.EXCLUDE, names = "READER")
    void lockAndUnlockTakeEffectInAnyState(Access access) {
        ServerId id = create();
        Compute compute = staff(access);
        does(compute, id, ServerAction.STOP, ServerStatus.SHUTOFF);

        does(compute, id, ServerAction.LOCK, ServerStatus.SHUTOFF);
        assertThat(server(compute, id).locked()).isTrue();
        does(compute, id, ServerAction.UNLOCK, ServerStatus.SHUTOFF);
        assertThat(server(compute, id).locked()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"MEMBER", "APPLICATION"})
    void lockingALockedServerHasNoInstanceAction(Access access) {
        ServerId id = create();
        Compute compute = staff(access);
        cloud().lock(id, "being measured");

        String requestId = compute.act(id, ServerAction.LOCK).requestId();

        assertThat(compute.instanceAction(id, requestId)).isEmpty();
        assertThat(server(compute, id).lockedReason()).isEqualTo("being measured");
    }

    @ParameterizedTest
    @EnumSource(names = {"MEMBER", "APPLICATION"})
    void memberCannotUnlockAnAdministratorsLock(Access access) {
        ServerId id = create();
        Compute compute = staff(access);
        cloud().lockAsAdministrator(id, "under investigation");

        refuses(Category.FORBIDDEN, () -> compute.act(id, ServerAction.UNLOCK));

        assertThat(server(compute, id).locked()).isTrue();
    }

    private static void does(Compute compute, ServerId id, ServerAction action, ServerStatus status) {
        String requestId = compute.act(id, action).requestId();

        InstanceAction done = finished(compute, id, requestId);

        assertThat(done.requestId()).isEqualTo(requestId);
        assertThat(done.action()).isEqualTo(action.instanceAction().orElseThrow());
        assertThat(done.userId()).isEqualTo(compute.userId());
        assertThat(done.failed()).isFalse();
        rests(compute, id, status);
    }

    @ParameterizedTest
    @EnumSource(value = Access.class, mode = Mode.EXCLUDE, names = "READER")
    void actionInAWrongStateIsRejected(Access access) {
        ServerId id = create();
        Compute compute = staff(access);

        assertThatThrownBy(() -> compute.act(id, ServerAction.START))
                .isInstanceOfSatisfying(CloudException.class, e -> {
                    assertThat(e.category()).isEqualTo(Category.CONFLICT);
                    assertThat(e).hasMessage("Cannot 'start' instance " + id + " while it is in vm_state active");
                });
        assertThat(compute.instanceActions(id))
                .extracting(InstanceAction::action)
                .containsExactly("create");
    }

    @ParameterizedTest
    @EnumSource(value = Access.class, mode = Mode.EXCLUDE, names = "READER")
    void deletedServerIsGoneButItsInstanceActionExists(Access access) {
        ServerId id = create();
        Compute compute = staff(access);
        Instant before = server(compute, id).updated();

        String requestId = compute.act(id, ServerAction.DELETE).requestId();

        assertThat(finished(compute, id, requestId).failed()).isFalse();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(compute.server(id)).isEmpty());
        assertThat(compute.servers(page -> {}).servers()).extracting(Server::id).doesNotContain(id);
        assertThat(compute.changesSince(before.minusSeconds(2)).servers())
                .filteredOn(s -> s.id().equals(id))
                .singleElement()
                .matches(Server::gone);
        assertThat(compute.instanceAction(id, requestId)).isPresent();
        refuses(Category.NOT_FOUND, () -> compute.act(id, ServerAction.STOP));
    }

    @ParameterizedTest
    @EnumSource(names = {"MEMBER", "APPLICATION"})
    void lockRejectsActionsOfAMember(Access access) {
        ServerId id = create();
        Compute compute = staff(access);

        cloud().lock(id, "being measured");

        assertThat(server(compute, id).locked()).isTrue();
        assertThat(server(compute, id).lockedReason()).isEqualTo("being measured");
        refuses(Category.CONFLICT, () -> compute.act(id, ServerAction.STOP));
        refuses(Category.CONFLICT, () -> compute.act(id, ServerAction.DELETE));
        rests(compute, id, ServerStatus.ACTIVE);
    }

    @ParameterizedTest
    @EnumSource(names = {"MEMBER", "APPLICATION"})
    void administratorsLockRejectsActionsOfAMember(Access access) {
        ServerId id = create();
        Compute compute = staff(access);

        cloud().lockAsAdministrator(id, "under investigation");

        assertThat(server(compute, id).locked()).isTrue();
        assertThat(server(compute, id).lockedReason()).isEqualTo("under investigation");
        refuses(Category.CONFLICT, () -> compute.act(id, ServerAction.STOP));
    }

    @Test
    void lockDoesNotRejectActionsOfAnAdministrator() {
        ServerId id = create();
        cloud().lock(id, "being measured");

        does(staff(Access.ADMIN), id, ServerAction.STOP, ServerStatus.SHUTOFF);
    }

    private static Stream<ServerAction> withoutParameters() {
        return Arrays.stream(ServerAction.values())
                .filter(action -> action.parameters().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("withoutParameters")
    void readerIsForbiddenEachAction(ServerAction action) {
        ServerId id = create();
        Compute compute = staff(Access.READER);

        refuses(Category.FORBIDDEN, () -> compute.act(id, action));

        rests(compute, id, ServerStatus.ACTIVE);
    }

    @ParameterizedTest
    @EnumSource(Access.class)
    void unknownServerIsEmptyAndRejectsActions(Access access) {
        Compute compute = staff(access);

        assertThat(compute.server(NOBODY)).isEmpty();
        assertThat(compute.instanceAction(NOBODY, "req-" + NOBODY)).isEmpty();
        refuses(Category.NOT_FOUND, () -> compute.act(NOBODY, ServerAction.STOP));
        refuses(Category.NOT_FOUND, () -> compute.instanceActions(NOBODY));
    }

    @Test
    void unknownRequestHasNoInstanceAction() {
        ServerId id = create();

        assertThat(staff(Access.MEMBER).instanceAction(id, "req-" + UUID.randomUUID()))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"MEMBER", "APPLICATION", "ADMIN"})
    void failedActionHidesTheReasonFromMembers(Access access) {
        ServerId id = create(Map.of("lab_fail", "power_off"));
        Compute compute = staff(access);

        String request = compute.act(id, ServerAction.STOP).requestId();
        finished(compute, id, request);
        // Nova reads an action before its events: only a second request is sure to contain what the last event added.
        InstanceAction failed = compute.instanceAction(id, request).orElseThrow();

        assertThat(failed.failed()).isTrue();
        assertThat(failed.message()).isEqualTo("Error");
        assertThat(failed.events())
                .filteredOn(e -> "Error".equals(e.result()))
                .isNotEmpty()
                .allSatisfy(e -> assertThat(e.detail() != null).isEqualTo(access == Access.ADMIN));
        rests(compute, id, ServerStatus.ACTIVE);
        assertThat(server(compute, id).fault()).isNull();
    }

    @ParameterizedTest
    @EnumSource(value = Access.class, mode = Mode.EXCLUDE, names = "READER")
    void consoleOutputHasAtMostTheRequestedLines(Access access) {
        ServerId id = create();

        String output = staff(access).consoleOutput(id, 5);

        assertThat(output.strip().lines().count()).isBetween(1L, 5L);
    }

    @Test
    void administratorReadsUsageOfARunningServer() {
        ServerId id = createWithAddress();
        Compute admin = staff(Access.ADMIN);

        ServerUsage usage = admin.usage(id);

        assertThat(usage.cpus()).isNotEmpty();
        assertThat(usage.disks()).isNotEmpty();
        assertThat(usage.nics()).isNotEmpty();
        assertThat(usage.uptime()).isPositive();
        assertThat(usage.cpus().getFirst().time()).isPositive();
        assertThat(usage.disks().getFirst().readBytes()).isNotNull();
        assertThat(usage.nics().getFirst().receivedBytes()).isNotNull();
        admin.act(id, ServerAction.STOP);
        rests(admin, id, ServerStatus.SHUTOFF);
        assertThatThrownBy(() -> admin.usage(id))
                .isInstanceOfSatisfying(
                        CloudException.class, e -> assertThat(e.category()).isEqualTo(Category.CONFLICT));
    }

    @ParameterizedTest
    @EnumSource(value = Access.class, mode = Mode.EXCLUDE, names = "ADMIN")
    void usageIsForbiddenToOthers(Access access) {
        ServerId id = create();

        assertThatThrownBy(() -> staff(access).usage(id))
                .isInstanceOfSatisfying(
                        CloudException.class, e -> assertThat(e.category()).isEqualTo(Category.FORBIDDEN));
    }

    @ParameterizedTest
    @EnumSource(value = Access.class, mode = Mode.EXCLUDE, names = "READER")
    void consoleOfARunningOrStoppedServerIsAPageWithAToken(Access access) {
        Compute compute = staff(access);
        ServerId id = create();

        RemoteConsole first = compute.console(id, RemoteConsole.Type.NOVNC);
        compute.act(id, ServerAction.STOP);
        rests(compute, id, ServerStatus.SHUTOFF);
        RemoteConsole second = compute.console(id, RemoteConsole.Type.NOVNC);

        assertThat(first.address().toString()).contains("token");
        assertThat(second.address()).isNotEqualTo(first.address());
        assertThat(second.origin()).isEqualTo(first.origin());
    }

    @ParameterizedTest
    @EnumSource(value = Access.class, mode = Mode.EXCLUDE, names = "READER")
    void serialConsoleIsAWebSocketOfARunningServerOnly(Access access) {
        Compute compute = staff(access);
        ServerId id = create();

        RemoteConsole terminal = compute.console(id, RemoteConsole.Type.SERIAL);
        compute.act(id, ServerAction.STOP);
        rests(compute, id, ServerStatus.SHUTOFF);

        assertThat(terminal.origin()).startsWith("ws");
        assertThat(terminal.address().toString()).contains("token");
        refuses(Category.REFUSED, () -> compute.console(id, RemoteConsole.Type.SERIAL));
    }

    @Test
    void unsupportedConsoleTypeIsRejected() {
        ServerId id = create();

        assertThatThrownBy(() -> staff(Access.MEMBER).console(id, RemoteConsole.Type.SPICE))
                .isInstanceOfSatisfying(CloudException.class, e -> {
                    assertThat(e.category()).isEqualTo(CloudException.Category.REFUSED);
                    assertThat(e).hasMessageContaining("Unavailable console type spice-html5");
                });
    }

    @Test
    void serversOfOtherProjectsAreNotListed() {
        Compute compute = staff(Access.MEMBER);

        assertThat(compute.servers(page -> {}).servers())
                .isNotEmpty()
                .allSatisfy(s -> assertThat(s.project().name()).isEqualTo("staff"));
    }
}

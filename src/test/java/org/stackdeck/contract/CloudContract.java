package org.stackdeck.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.action.ServerActionCompletionRules;
import org.stackdeck.cloud.client.CloudEntryReport;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.client.ComputeClient;
import org.stackdeck.cloud.openstack.TestOpenStackClouds;
import org.stackdeck.cloud.server.InstanceAction;
import org.stackdeck.cloud.server.RemoteConsole;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.cloud.server.ServerUsage;

/**
 * Tests the behavior of clouds on which Stackdeck relies, through its adapter and with each kind of credential. The
 * simulator and a real OpenStack must pass the same cases. If they differ, the simulator is wrong.
 */
abstract class CloudContract extends ContractTestBase {

    private static final ServerId UNKNOWN_SERVER = new ServerId("00000000-0000-4000-8000-000000000000");

    @ParameterizedTest
    @CredentialKindSource(includeReader = true)
    void entryReachesItsProjects(CredentialKind credentialKind) {
        Clouds clouds = clouds(credentialKind, 200);

        List<ComputeClient> found = discover(clouds);

        Set<String> projects = clouds.projects().stream().map(Project::name).collect(Collectors.toSet());
        CloudEntryReport report = clouds.entryReports().getFirst();
        assertThat(report.problem()).isNull();
        assertThat(report.novaVersion()).matches("2\\.\\d+");
        assertThat(report.administrator()).isEqualTo(credentialKind == CredentialKind.ADMIN);
        switch (credentialKind) {
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
        Clouds clouds = TestOpenStackClouds.of(cloud().cloudsYaml(), 200);

        List<CloudName> names = clouds.names();
        List<ServerId> ids = discover(clouds).stream()
                .flatMap(c -> c.servers(page -> {}).servers().stream())
                .map(Server::id)
                .toList();

        assertThat(names).hasSize(1);
        assertThat(ids).isNotEmpty().doesNotHaveDuplicates();
        assertThat(clouds.entryReports())
                .filteredOn(r -> r.unusedReason() != null)
                .isNotEmpty();
    }

    @ParameterizedTest
    @CredentialKindSource(includeReader = true)
    void listedServerHasAllFields(CredentialKind credentialKind) {
        ServerId id = create(Map.of("role", "contract"));
        ComputeClient compute = staffCompute(credentialKind);

        ComputeClient.ServerListing serverListing = compute.servers(page -> {});

        Server server = serverListing.servers().stream()
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
        assertThat(server.host() != null).isEqualTo(credentialKind == CredentialKind.ADMIN);
        assertThat(server(compute, id)).isEqualTo(server);
        // The server was just created, so the watermark is the server's modification time and not derived from the
        // response time.
        assertThat(serverListing.watermark())
                .isEqualTo(serverListing.servers().stream()
                        .map(Server::updated)
                        .max(Instant::compareTo)
                        .orElseThrow());
    }

    @ParameterizedTest
    @CredentialKindSource({CredentialKind.MEMBER, CredentialKind.ADMIN})
    void pagesAddUpToTheCompleteList(CredentialKind credentialKind) {
        create();
        create();
        create();
        ComputeClient large = staffCompute(credentialKind, 500);
        // A few pages suffice to check how pages are joined.
        int size = Math.max(2, large.servers(page -> {}).servers().size() / 3);
        ComputeClient small = staffCompute(credentialKind, size);

        // Other users of a real cloud can create and delete servers between two lists.
        awaitCloud().untilAsserted(() -> {
            List<Integer> sizes = new ArrayList<>();
            List<ServerId> whole = ids(large.servers(page -> {}));
            List<ServerId> paged = ids(small.servers(page -> sizes.add(page.size())));
            assertThat(paged).isEqualTo(whole).doesNotHaveDuplicates();
            assertThat(sizes).hasSizeGreaterThan(1).allMatch(n -> n <= size);
        });
    }

    private static List<ServerId> ids(ComputeClient.ServerListing serverListing) {
        return serverListing.servers().stream().map(Server::id).toList();
    }

    @ParameterizedTest
    @CredentialKindSource(includeReader = true)
    void changesSinceContainsAChangeByAnotherClient(CredentialKind credentialKind) {
        ServerId id = create();
        ComputeClient compute = staffCompute(credentialKind);
        Instant watermark = compute.servers(page -> {}).watermark();

        cloud().rename(id, "contract-renamed");

        awaitCloud().untilAsserted(() -> {
            ComputeClient.ServerListing changes = compute.changesSince(watermark.minusSeconds(2));
            assertThat(changes.servers())
                    .filteredOn(s -> s.id().equals(id))
                    .singleElement()
                    .satisfies(s -> assertThat(s.name()).isEqualTo("contract-renamed"));
            assertThat(changes.watermark()).isAfterOrEqualTo(watermark);
        });
    }

    @ParameterizedTest
    @CredentialKindSource({CredentialKind.MEMBER, CredentialKind.ADMIN})
    void changesSinceContainsAServerOfAnotherClient(CredentialKind credentialKind) {
        ComputeClient compute = staffCompute(credentialKind);
        Instant watermark = compute.servers(page -> {}).watermark();

        ServerId id = create();

        assertThat(compute.changesSince(watermark.minusSeconds(2)).servers())
                .filteredOn(s -> s.id().equals(id))
                .singleElement()
                .satisfies(s -> assertThat(s.status()).isEqualTo(ServerStatus.ACTIVE));
    }

    @ParameterizedTest
    @CredentialKindSource({CredentialKind.MEMBER, CredentialKind.ADMIN})
    void changedTagsDoNotChangeUpdated(CredentialKind credentialKind) {
        ServerId id = create();
        ComputeClient compute = staffCompute(credentialKind);
        Server before = server(compute, id);

        cloud().setTags(id, Set.of("blue", "a b"));

        Server after = listed(compute, id);
        assertThat(after.tags()).containsExactlyInAnyOrder("blue", "a b");
        assertThat(after.updated()).isEqualTo(before.updated());
        assertThat(server(compute, id).tags()).isEqualTo(after.tags());
    }

    @ParameterizedTest
    @CredentialKindSource({CredentialKind.MEMBER, CredentialKind.ADMIN})
    void nextListContainsMetadataOfAnotherClient(CredentialKind credentialKind) {
        ServerId id = create(Map.of("role", "contract"));
        ComputeClient compute = staffCompute(credentialKind);

        cloud().setMetadata(id, Map.of("stage", "<b>live</b>"));

        assertThat(listed(compute, id).metadata()).isEqualTo(Map.of("stage", "<b>live</b>"));
    }

    @ParameterizedTest
    @CredentialKindSource({CredentialKind.MEMBER, CredentialKind.ADMIN})
    void listReflectsAddedAndRemovedAddresses(CredentialKind credentialKind) {
        ServerId id = createWithAddress();
        ComputeClient compute = staffCompute(credentialKind);

        assertThat(listed(compute, id).addresses()).singleElement().satisfies(serverAddress -> {
            assertThat(serverAddress.ip()).matches("\\d+(\\.\\d+){3}");
            assertThat(serverAddress.version()).isEqualTo(4);
            assertThat(serverAddress.network()).isNotBlank();
            assertThat(serverAddress.floating()).isFalse();
        });

        cloud().removeAddresses(id);

        assertThat(listed(compute, id).addresses()).isEmpty();
    }

    private static Server listed(ComputeClient compute, ServerId id) {
        return compute.servers(page -> {}).servers().stream()
                .filter(s -> s.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CredentialKindSource(includeReader = true)
    void changesSinceIsEmptyWithoutChanges(CredentialKind credentialKind) {
        ComputeClient compute = staffCompute(credentialKind);
        Instant future = Instant.now().plus(Duration.ofHours(1));

        ComputeClient.ServerListing changes = compute.changesSince(future);

        assertThat(changes.servers()).isEmpty();
        assertThat(changes.watermark()).isEqualTo(future);
    }

    @ParameterizedTest
    @CredentialKindSource
    void actionIsDoneWhenItsInstanceActionIsFinished(CredentialKind credentialKind) {
        ServerId id = create();
        ComputeClient compute = staffCompute(credentialKind);

        assertPerformed(compute, id, ServerAction.STOP, ServerStatus.SHUTOFF);
        assertPerformed(compute, id, ServerAction.START, ServerStatus.ACTIVE);
        assertPerformed(compute, id, ServerAction.REBOOT, ServerStatus.ACTIVE);
        assertPerformed(compute, id, ServerAction.HARD_REBOOT, ServerStatus.ACTIVE);

        assertThat(compute.instanceActions(id))
                .extracting(InstanceAction::action)
                .containsExactly("reboot", "reboot", "start", "stop", "create");
    }

    @ParameterizedTest
    @CredentialKindSource
    void pauseAndSuspendAreDoneWithTheirInstanceAction(CredentialKind credentialKind) {
        ServerId id = create();
        ComputeClient compute = staffCompute(credentialKind);

        assertPerformed(compute, id, ServerAction.PAUSE, ServerStatus.PAUSED);
        assertPerformed(compute, id, ServerAction.UNPAUSE, ServerStatus.ACTIVE);
        assertPerformed(compute, id, ServerAction.SUSPEND, ServerStatus.SUSPENDED);
        assertPerformed(compute, id, ServerAction.RESUME, ServerStatus.ACTIVE);
    }

    @ParameterizedTest
    @CredentialKindSource({CredentialKind.MEMBER, CredentialKind.ADMIN})
    void resizeIsConfirmed(CredentialKind credentialKind) {
        ServerId id = create();
        ComputeClient compute = staffCompute(credentialKind);
        assertRejected(Category.CONFLICT, () -> compute.performAction(id, ServerAction.CONFIRM_RESIZE));
        cloud().resize(id);

        assertPerformed(compute, id, ServerAction.CONFIRM_RESIZE, ServerStatus.ACTIVE);
    }

    /** Between the work of two Nova services, all events have ended although the action continues. */
    @ParameterizedTest
    @CredentialKindSource({CredentialKind.MEMBER, CredentialKind.ADMIN})
    void actionAcrossServicesIsDoneAfterItsTaskHasEnded(CredentialKind credentialKind) {
        ServerId id = create();
        ComputeClient compute = staffCompute(credentialKind);
        cloud().resize(id);

        assertPerformedAcrossServices(compute, id, ServerAction.REVERT_RESIZE);
        InstanceAction shelved = awaitFinished(
                compute, id, compute.performAction(id, ServerAction.SHELVE).requestId());
        assertThat(shelved.action()).isEqualTo("shelve");
        assertThat(shelved.failed()).isFalse();
        // A cloud may keep a shelved server on its host for a while.
        assertThat(server(compute, id).status()).isIn(ServerStatus.SHELVED, ServerStatus.SHELVED_OFFLOADED);
        assertPerformedAcrossServices(compute, id, ServerAction.UNSHELVE);
    }

    private static void assertPerformedAcrossServices(ComputeClient compute, ServerId id, ServerAction action) {
        assertThat(ServerActionCompletionRules.spansServices(action)).isTrue();
        String requestId = compute.performAction(id, action).requestId();
        InstanceAction done = awaitCloud()
                .until(
                        () -> {
                            boolean busy = server(compute, id).task().isPresent();
                            return busy
                                    ? null
                                    : compute.instanceAction(id, requestId).orElse(null);
                        },
                        instanceAction -> instanceAction != null && instanceAction.finished());

        assertThat(done.action()).isEqualTo(action.instanceAction().orElseThrow());
        assertThat(done.failed()).isFalse();
        assertThat(done.events()).hasSizeGreaterThan(1);
        assertThat(server(compute, id).status()).isEqualTo(ServerStatus.ACTIVE);
    }

    @ParameterizedTest
    @CredentialKindSource
    void lockAndUnlockTakeEffectInAnyState(CredentialKind credentialKind) {
        ServerId id = create();
        ComputeClient compute = staffCompute(credentialKind);
        assertPerformed(compute, id, ServerAction.STOP, ServerStatus.SHUTOFF);

        assertPerformed(compute, id, ServerAction.LOCK, ServerStatus.SHUTOFF);
        assertThat(server(compute, id).locked()).isTrue();
        assertPerformed(compute, id, ServerAction.UNLOCK, ServerStatus.SHUTOFF);
        assertThat(server(compute, id).locked()).isFalse();
    }

    @ParameterizedTest
    @CredentialKindSource({CredentialKind.MEMBER, CredentialKind.APPLICATION})
    void lockingALockedServerHasNoInstanceAction(CredentialKind credentialKind) {
        ServerId id = create();
        ComputeClient compute = staffCompute(credentialKind);
        cloud().lock(id, "being measured");

        String requestId = compute.performAction(id, ServerAction.LOCK).requestId();

        assertThat(compute.instanceAction(id, requestId)).isEmpty();
        assertThat(server(compute, id).lockedReason()).isEqualTo("being measured");
    }

    @ParameterizedTest
    @CredentialKindSource({CredentialKind.MEMBER, CredentialKind.APPLICATION})
    void memberCannotUnlockAnAdministratorsLock(CredentialKind credentialKind) {
        ServerId id = create();
        ComputeClient compute = staffCompute(credentialKind);
        cloud().lockAsAdministrator(id, "under investigation");

        assertRejected(Category.FORBIDDEN, () -> compute.performAction(id, ServerAction.UNLOCK));

        assertThat(server(compute, id).locked()).isTrue();
    }

    private static void assertPerformed(ComputeClient compute, ServerId id, ServerAction action, ServerStatus status) {
        String requestId = compute.performAction(id, action).requestId();

        InstanceAction done = awaitFinished(compute, id, requestId);

        assertThat(done.requestId()).isEqualTo(requestId);
        assertThat(done.action()).isEqualTo(action.instanceAction().orElseThrow());
        assertThat(done.userId()).isEqualTo(compute.userId());
        assertThat(done.failed()).isFalse();
        awaitStableStatus(compute, id, status);
    }

    @ParameterizedTest
    @CredentialKindSource
    void actionInAWrongStateIsRejected(CredentialKind credentialKind) {
        ServerId id = create();
        ComputeClient compute = staffCompute(credentialKind);

        assertThatThrownBy(() -> compute.performAction(id, ServerAction.START))
                .isInstanceOfSatisfying(CloudException.class, e -> {
                    assertThat(e.category()).isEqualTo(Category.CONFLICT);
                    assertThat(e).hasMessage("Cannot 'start' instance " + id + " while it is in vm_state active");
                });
        assertThat(compute.instanceActions(id))
                .extracting(InstanceAction::action)
                .containsExactly("create");
    }

    @ParameterizedTest
    @CredentialKindSource
    void deletedServerIsGoneButItsInstanceActionExists(CredentialKind credentialKind) {
        ServerId id = create();
        ComputeClient compute = staffCompute(credentialKind);
        Instant before = server(compute, id).updated();

        String requestId = compute.performAction(id, ServerAction.DELETE).requestId();

        assertThat(awaitFinished(compute, id, requestId).failed()).isFalse();
        awaitCloud().untilAsserted(() -> assertThat(compute.server(id)).isEmpty());
        assertThat(compute.servers(page -> {}).servers()).extracting(Server::id).doesNotContain(id);
        assertThat(compute.changesSince(before.minusSeconds(2)).servers())
                .filteredOn(s -> s.id().equals(id))
                .singleElement()
                .matches(Server::deleted);
        assertThat(compute.instanceAction(id, requestId)).isPresent();
        assertRejected(Category.NOT_FOUND, () -> compute.performAction(id, ServerAction.STOP));
    }

    @ParameterizedTest
    @CredentialKindSource({CredentialKind.MEMBER, CredentialKind.APPLICATION})
    void lockRejectsActionsOfAMember(CredentialKind credentialKind) {
        ServerId id = create();
        ComputeClient compute = staffCompute(credentialKind);

        cloud().lock(id, "being measured");

        assertThat(server(compute, id).locked()).isTrue();
        assertThat(server(compute, id).lockedReason()).isEqualTo("being measured");
        assertRejected(Category.CONFLICT, () -> compute.performAction(id, ServerAction.STOP));
        assertRejected(Category.CONFLICT, () -> compute.performAction(id, ServerAction.DELETE));
        awaitStableStatus(compute, id, ServerStatus.ACTIVE);
    }

    @ParameterizedTest
    @CredentialKindSource({CredentialKind.MEMBER, CredentialKind.APPLICATION})
    void administratorsLockRejectsActionsOfAMember(CredentialKind credentialKind) {
        ServerId id = create();
        ComputeClient compute = staffCompute(credentialKind);

        cloud().lockAsAdministrator(id, "under investigation");

        assertThat(server(compute, id).locked()).isTrue();
        assertThat(server(compute, id).lockedReason()).isEqualTo("under investigation");
        assertRejected(Category.CONFLICT, () -> compute.performAction(id, ServerAction.STOP));
    }

    @Test
    void lockDoesNotRejectActionsOfAnAdministrator() {
        ServerId id = create();
        cloud().lock(id, "being measured");

        assertPerformed(staffCompute(CredentialKind.ADMIN), id, ServerAction.STOP, ServerStatus.SHUTOFF);
    }

    private static Stream<ServerAction> withoutParameters() {
        return Arrays.stream(ServerAction.values())
                .filter(action -> action.parameters().isEmpty());
    }

    @Test
    void readerIsForbiddenEachAction() {
        ServerId id = create();
        ComputeClient compute = staffCompute(CredentialKind.READER);

        assertThat(withoutParameters())
                .allSatisfy(action -> assertRejected(Category.FORBIDDEN, () -> compute.performAction(id, action)));

        awaitStableStatus(compute, id, ServerStatus.ACTIVE);
    }

    @ParameterizedTest
    @CredentialKindSource(includeReader = true)
    void unknownServerIsEmptyAndRejectsActions(CredentialKind credentialKind) {
        ComputeClient compute = staffCompute(credentialKind);

        assertThat(compute.server(UNKNOWN_SERVER)).isEmpty();
        assertThat(compute.instanceAction(UNKNOWN_SERVER, "req-" + UNKNOWN_SERVER))
                .isEmpty();
        assertRejected(Category.NOT_FOUND, () -> compute.performAction(UNKNOWN_SERVER, ServerAction.STOP));
        assertRejected(Category.NOT_FOUND, () -> compute.instanceActions(UNKNOWN_SERVER));
    }

    @Test
    void unknownRequestHasNoInstanceAction() {
        ServerId id = create();

        assertThat(staffCompute(CredentialKind.MEMBER).instanceAction(id, "req-" + UUID.randomUUID()))
                .isEmpty();
    }

    @ParameterizedTest
    @CredentialKindSource({CredentialKind.MEMBER, CredentialKind.APPLICATION, CredentialKind.ADMIN})
    void failedActionHidesTheReasonFromMembers(CredentialKind credentialKind) {
        ServerId id = create(Map.of("lab_fail", "power_off"));
        ComputeClient compute = staffCompute(credentialKind);

        String request = compute.performAction(id, ServerAction.STOP).requestId();
        awaitFinished(compute, id, request);
        // Nova reads an action before its events, so only a second request certainly contains the result that the last
        // event added.
        InstanceAction failed = compute.instanceAction(id, request).orElseThrow();

        assertThat(failed.failed()).isTrue();
        assertThat(failed.message()).isEqualTo("Error");
        assertThat(failed.events())
                .filteredOn(e -> "Error".equals(e.result()))
                .isNotEmpty()
                .allSatisfy(e -> assertThat(e.detail() != null).isEqualTo(credentialKind == CredentialKind.ADMIN));
        awaitStableStatus(compute, id, ServerStatus.ACTIVE);
        assertThat(server(compute, id).fault()).isNull();
    }

    @ParameterizedTest
    @CredentialKindSource
    void consoleOutputHasAtMostTheRequestedLines(CredentialKind credentialKind) {
        ServerId id = create();

        String output = staffCompute(credentialKind).consoleOutput(id, 5);

        assertThat(output.strip().lines().count()).isBetween(1L, 5L);
    }

    @Test
    void administratorReadsUsageOfARunningServer() {
        ServerId id = createWithAddress();
        ComputeClient admin = staffCompute(CredentialKind.ADMIN);

        ServerUsage usage = admin.usage(id);

        assertThat(usage.cpus()).isNotEmpty();
        assertThat(usage.disks()).isNotEmpty();
        assertThat(usage.nics()).isNotEmpty();
        assertThat(usage.uptime()).isPositive();
        assertThat(usage.cpus().getFirst().time()).isPositive();
        assertThat(usage.disks().getFirst().readBytes()).isNotNull();
        assertThat(usage.nics().getFirst().receivedBytes()).isNotNull();
        admin.performAction(id, ServerAction.STOP);
        awaitStableStatus(admin, id, ServerStatus.SHUTOFF);
        assertThatThrownBy(() -> admin.usage(id))
                .isInstanceOfSatisfying(
                        CloudException.class, e -> assertThat(e.category()).isEqualTo(Category.CONFLICT));
    }

    @ParameterizedTest
    @CredentialKindSource({
        CredentialKind.MEMBER_OF_ALL,
        CredentialKind.MEMBER,
        CredentialKind.APPLICATION,
        CredentialKind.READER
    })
    void usageIsForbiddenToOthers(CredentialKind credentialKind) {
        ServerId id = create();

        assertThatThrownBy(() -> staffCompute(credentialKind).usage(id))
                .isInstanceOfSatisfying(
                        CloudException.class, e -> assertThat(e.category()).isEqualTo(Category.FORBIDDEN));
    }

    @ParameterizedTest
    @CredentialKindSource
    void consoleOfARunningOrStoppedServerIsAPageWithAToken(CredentialKind credentialKind) {
        ComputeClient compute = staffCompute(credentialKind);
        ServerId id = create();

        RemoteConsole first = compute.createConsole(id, RemoteConsole.Type.NOVNC);
        compute.performAction(id, ServerAction.STOP);
        awaitStableStatus(compute, id, ServerStatus.SHUTOFF);
        RemoteConsole second = compute.createConsole(id, RemoteConsole.Type.NOVNC);

        assertThat(first.address().toString()).contains("token");
        assertThat(second.address()).isNotEqualTo(first.address());
        assertThat(second.origin()).isEqualTo(first.origin());
    }

    @ParameterizedTest
    @CredentialKindSource
    void serialConsoleIsAWebSocketOfARunningServerOnly(CredentialKind credentialKind) {
        ComputeClient compute = staffCompute(credentialKind);
        ServerId id = create();

        RemoteConsole terminal = compute.createConsole(id, RemoteConsole.Type.SERIAL);
        compute.performAction(id, ServerAction.STOP);
        awaitStableStatus(compute, id, ServerStatus.SHUTOFF);

        assertThat(terminal.origin()).startsWith("ws");
        assertThat(terminal.address().toString()).contains("token");
        assertRejected(Category.REFUSED, () -> compute.createConsole(id, RemoteConsole.Type.SERIAL));
    }

    @Test
    void unsupportedConsoleTypeIsRejected() {
        ServerId id = create();

        assertThatThrownBy(() -> staffCompute(CredentialKind.MEMBER).createConsole(id, RemoteConsole.Type.SPICE))
                .isInstanceOfSatisfying(CloudException.class, e -> {
                    assertThat(e.category()).isEqualTo(CloudException.Category.REFUSED);
                    assertThat(e).hasMessageContaining("Unavailable console type spice-html5");
                });
    }

    @Test
    void serversOfOtherProjectsAreNotListed() {
        ComputeClient compute = staffCompute(CredentialKind.MEMBER);

        assertThat(compute.servers(page -> {}).servers())
                .isNotEmpty()
                .allSatisfy(s -> assertThat(s.project().name()).isEqualTo("staff"));
    }
}

package org.stackdeck.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stackdeck.access.FakeAccessDecisionService;
import org.stackdeck.cloud.client.FakeClouds;
import org.stackdeck.cloud.server.ReservedMetadata;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.cloud.server.TaskState;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.identity.User;
import org.stackdeck.inventory.FakeInventory;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.inventory.TestFreshness;
import org.stackdeck.operations.FakeOperationService;
import org.stackdeck.operations.Operation;
import org.stackdeck.platform.MutableClock;

/** Tests which differences between snapshots of the inventory are changes. */
class ServerChangeRecorderTests {

    private static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");

    private final MutableClock clock = new MutableClock(NOW);
    private final FakeAccessDecisionService access = new FakeAccessDecisionService(clock);
    private final FakeInventory inventory = new FakeInventory(access);
    private final FakeOperationService operations = new FakeOperationService(access, inventory, clock);
    private final User mia = new FakeUserDirectory().member("mia");
    private final FakeClouds clouds = TestServerChanges.clouds();
    private final List<ServerChange> recorded = new ArrayList<>();
    private final ServerChangeRecorder recorder = recorder();
    private final Server web = ServerBuilder.named("web").build();

    @BeforeEach
    void firstState() {
        inventory.put(web);
        recorder.check();
    }

    @Test
    void statusFlavorAndNameAreRecorded() {
        put(ServerBuilder.like(web).status(ServerStatus.SHUTOFF));
        put(ServerBuilder.like(web).status(ServerStatus.ACTIVE));
        put(ServerBuilder.like(web).status(ServerStatus.PAUSED));
        put(ServerBuilder.like(web).flavor("m1.large"));
        put(ServerBuilder.like(web).flavor("m1.large").name("shop"));

        assertThat(kinds())
                .containsExactly(
                        ServerChangeKind.STOPPED,
                        ServerChangeKind.STARTED,
                        ServerChangeKind.PAUSED,
                        ServerChangeKind.STARTED,
                        ServerChangeKind.RESIZED,
                        ServerChangeKind.RENAMED);
        assertThat(recorded).noneMatch(ServerChange::byOperation);
        assertThat(recorded.getLast().name()).isEqualTo("shop");
    }

    @Test
    void temporaryStatesAreNotRecorded() {
        put(ServerBuilder.like(web).status(ServerStatus.REBOOT));
        put(ServerBuilder.like(web));
        put(ServerBuilder.like(web).task(TaskState.POWERING_OFF));
        put(ServerBuilder.like(web).status(ServerStatus.UNKNOWN));
        put(ServerBuilder.like(web));

        assertThat(recorded).isEmpty();
    }

    @Test
    void stopIsRecordedAfterItsTaskHasEnded() {
        put(ServerBuilder.like(web).task(TaskState.POWERING_OFF));
        put(ServerBuilder.like(web).status(ServerStatus.SHUTOFF));

        assertThat(kinds()).containsExactly(ServerChangeKind.STOPPED);
    }

    @Test
    void resizeIsOneChangeAndItsConfirmationIsNone() {
        put(ServerBuilder.like(web).status(ServerStatus.RESIZE));
        put(ServerBuilder.like(web).status(ServerStatus.VERIFY_RESIZE).flavor("m1.large"));
        put(ServerBuilder.like(web).flavor("m1.large"));

        assertThat(kinds()).containsExactly(ServerChangeKind.RESIZED);
    }

    @Test
    void newServerIsRecordedOnceAndOldServerThatBecomesVisibleIsNot() {
        put(ServerBuilder.named("new").created(NOW).status(ServerStatus.BUILD));
        put(ServerBuilder.named("new").created(NOW));
        put(ServerBuilder.named("old"));

        assertThat(kinds()).containsExactly(ServerChangeKind.CREATED);
    }

    @Test
    void serverThatStackdeckCreatesIsAttributedToItsOperation() {
        put(ServerBuilder.named("new")
                .created(NOW)
                .metadata(Map.of(ReservedMetadata.PREFIX + "operation", "some value")));

        assertThat(recorded)
                .singleElement()
                .satisfies(change -> assertThat(change.byOperation()).isTrue());
    }

    @Test
    void deletionIsRecordedIfTheServerIsMissingTwice() {
        inventory.remove(web.key());
        recorder.check();
        assertThat(recorded).isEmpty();
        recorder.check();
        recorder.check();

        assertThat(kinds()).containsExactly(ServerChangeKind.DELETED);
    }

    @Test
    void softDeletionIsADeletion() {
        put(ServerBuilder.like(web).status(ServerStatus.SOFT_DELETED));
        recorder.check();

        assertThat(kinds()).containsExactly(ServerChangeKind.DELETED);
    }

    @Test
    void serversOfAProjectOrCloudThatIsNoLongerLoadedAreNotDeleted() {
        put(ServerBuilder.named("batch").project(ServerBuilder.RESEARCH));
        clouds.removeCloud(ServerBuilder.CLOUD);
        inventory.removeAll();
        recorder.check();
        recorder.check();

        assertThat(recorded).isEmpty();
    }

    @Test
    void incompleteStateDeletesNoServers() {
        inventory.remove(web.key());
        recorder.check();
        inventory.freshness(ServerBuilder.CLOUD, freshness(Freshness.State.STALE));
        recorder.check();
        recorder.check();
        assertThat(recorded).isEmpty();

        inventory.freshness(ServerBuilder.CLOUD, freshness(Freshness.State.LIVE));
        recorder.check();
        recorder.check();
        assertThat(kinds()).containsExactly(ServerChangeKind.DELETED);
    }

    @Test
    void projectThatCannotBeLoadedDoesNotDelayTheDeletionsOfOtherProjects() {
        Server batch =
                ServerBuilder.named("batch").project(ServerBuilder.RESEARCH).build();
        inventory.put(batch);
        recorder.check();
        breakResearch();
        recorder.check();
        recorded.clear();

        inventory.remove(web.key());
        inventory.remove(batch.key());
        recorder.check();
        recorder.check();

        assertThat(recorded).extracting(ServerChange::name).containsExactly("web");
        assertThat(kinds()).containsExactly(ServerChangeKind.DELETED);
    }

    @Test
    void oldOperationExplainsNoChangeInACompleteProjectOfAnIncompleteCloud() {
        Operation stop = operations.addStop(web, mia);
        operations.setState(stop.id(), Operation.State.SUCCEEDED, null);
        breakResearch();
        recorder.check();
        clock.advance(Duration.ofHours(3));
        recorder.check();
        put(ServerBuilder.like(web).status(ServerStatus.SHUTOFF));

        assertThat(recorded).singleElement().matches(change -> !change.byOperation());
    }

    @Test
    void operationBeforeALongOutageExplainsNothing() {
        Operation stop = operations.addStop(web, mia);
        operations.setState(stop.id(), Operation.State.SUCCEEDED, null);
        inventory.freshness(ServerBuilder.CLOUD, freshness(Freshness.State.STALE));
        recorder.check();
        clock.advance(Duration.ofDays(2));
        put(ServerBuilder.like(web).status(ServerStatus.SHUTOFF));

        assertThat(recorded).singleElement().matches(change -> !change.byOperation());
    }

    @Test
    void serverThatWasDeletedWhileStackdeckWasNotRunningIsNotRecorded() {
        inventory.freshness(ServerBuilder.CLOUD, freshness(Freshness.State.STALE));
        ServerChangeRecorder restarted = recorder();
        restarted.check();
        inventory.remove(web.key());
        inventory.freshness(ServerBuilder.CLOUD, freshness(Freshness.State.LIVE));
        restarted.check();
        restarted.check();
        restarted.check();

        assertThat(recorded).isEmpty();
    }

    /** Makes one project of the cloud stale; the cloud has the state of its worst project. */
    private void breakResearch() {
        inventory.freshness(ServerBuilder.CLOUD, freshness(Freshness.State.STALE));
        inventory.freshness(ServerBuilder.STAFF.id(), freshness(Freshness.State.LIVE));
        inventory.freshness(ServerBuilder.RESEARCH.id(), freshness(Freshness.State.STALE));
    }

    @Test
    void changesBeforeTheFirstCompleteStateAfterAStartAreNotRecorded() {
        inventory.freshness(ServerBuilder.CLOUD, freshness(Freshness.State.STALE));
        ServerChangeRecorder restarted = recorder();
        restarted.check();
        inventory.put(ServerBuilder.like(web).status(ServerStatus.SHUTOFF).build());
        inventory.freshness(ServerBuilder.CLOUD, freshness(Freshness.State.LIVE));
        restarted.check();
        assertThat(recorded).isEmpty();

        inventory.put(web);
        restarted.check();
        assertThat(kinds()).containsExactly(ServerChangeKind.STARTED);
    }

    @Test
    void cloudThatIsNeverCompleteIsComparedAfterSomeMinutes() {
        inventory.freshness(ServerBuilder.CLOUD, freshness(Freshness.State.STALE));
        ServerChangeRecorder restarted = recorder();
        restarted.check();
        clock.advance(ServerChangeRecorder.INCOMPLETE_START);
        inventory.put(ServerBuilder.like(web).status(ServerStatus.SHUTOFF).build());
        restarted.check();

        assertThat(kinds()).containsExactly(ServerChangeKind.STOPPED);
    }

    @Test
    void changeDuringAndShortlyAfterAnOperationIsAttributedToIt() {
        Operation stop = operations.addStop(web, mia);
        operations.setState(stop.id(), Operation.State.RUNNING, null);
        put(ServerBuilder.like(web).status(ServerStatus.SHUTOFF));
        operations.setState(stop.id(), Operation.State.SUCCEEDED, null);
        clock.advance(Duration.ofSeconds(90));
        put(ServerBuilder.like(web));

        assertThat(recorded).hasSize(2).allMatch(ServerChange::byOperation);
    }

    @Test
    void operationDuringAnOutageExplainsTheChangeAfterIt() {
        inventory.freshness(ServerBuilder.CLOUD, freshness(Freshness.State.STALE));
        recorder.check();
        Operation stop = operations.addStop(web, mia);
        operations.setState(stop.id(), Operation.State.SUCCEEDED, null);
        clock.advance(Duration.ofHours(3));
        put(ServerBuilder.like(web).status(ServerStatus.SHUTOFF));

        assertThat(recorded).singleElement().matches(ServerChange::byOperation);
    }

    @Test
    void operationThatWasNotSentExplainsNothing() {
        operations.addStop(web, mia);
        put(ServerBuilder.like(web).status(ServerStatus.SHUTOFF));

        assertThat(recorded).singleElement().matches(change -> !change.byOperation());
    }

    private ServerChangeRecorder recorder() {
        return TestServerChanges.recorder(
                inventory, clouds, operations, event -> recorded.addAll(event.changes()), clock);
    }

    private void put(ServerBuilder server) {
        inventory.put(server.build());
        recorder.check();
    }

    private List<ServerChangeKind> kinds() {
        return recorded.stream().map(ServerChange::kind).toList();
    }

    private static Freshness freshness(Freshness.State state) {
        return TestFreshness.of(state, NOW, Duration.ofSeconds(1), null, null);
    }
}

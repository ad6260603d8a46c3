package org.stackdeck.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stackdeck.cloud.ServerAction.*;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServerActionRulesTests {

    /** The {@code vm_state}s of each {@code check_instance_state} in nova.compute.api, in the API's words. */
    private static final Map<ServerAction, Set<ServerStatus>> NOVA = Map.ofEntries(
            Map.entry(START, Set.of(ServerStatus.SHUTOFF)),
            Map.entry(STOP, Set.of(ServerStatus.ACTIVE, ServerStatus.ERROR)),
            Map.entry(REBOOT, Set.of(ServerStatus.ACTIVE)),
            Map.entry(
                    HARD_REBOOT,
                    Set.of(
                            ServerStatus.ACTIVE,
                            ServerStatus.SHUTOFF,
                            ServerStatus.PAUSED,
                            ServerStatus.SUSPENDED,
                            ServerStatus.ERROR)),
            Map.entry(PAUSE, Set.of(ServerStatus.ACTIVE)),
            Map.entry(UNPAUSE, Set.of(ServerStatus.PAUSED)),
            Map.entry(SUSPEND, Set.of(ServerStatus.ACTIVE)),
            Map.entry(RESUME, Set.of(ServerStatus.SUSPENDED)),
            Map.entry(CONFIRM_RESIZE, Set.of(ServerStatus.VERIFY_RESIZE)),
            Map.entry(REVERT_RESIZE, Set.of(ServerStatus.VERIFY_RESIZE)),
            Map.entry(
                    SHELVE,
                    Set.of(ServerStatus.ACTIVE, ServerStatus.SHUTOFF, ServerStatus.PAUSED, ServerStatus.SUSPENDED)),
            Map.entry(UNSHELVE, Set.of(ServerStatus.SHELVED, ServerStatus.SHELVED_OFFLOADED)));

    /** Those that Nova takes whatever the state: nothing is checked, or {@code vm_state=None}. */
    private static final Set<ServerAction> ALWAYS = Set.of(LOCK, UNLOCK, DELETE);

    @ParameterizedTest
    @EnumSource(ServerStatus.class)
    void aServerAtRestTakesWhatNovaTakesInItsState(ServerStatus status) {
        Server server = AServer.named("web").status(status).build();

        for (ServerAction action : ServerAction.values()) {
            boolean taken = ALWAYS.contains(action)
                    ? !server.gone()
                    : Objects.requireNonNull(NOVA.get(action)).contains(status);
            assertThat(action.takenIn(server)).as("%s", action).isEqualTo(taken);
        }
    }

    @ParameterizedTest
    @EnumSource(TaskState.class)
    void whileSomethingIsDoneToItOnlyLocksDeletionAndTheHardRebootOfSomeTasksAreTaken(TaskState task) {
        assertThat(taken(AServer.named("web").task(task)))
                .isSubsetOf(HARD_REBOOT, LOCK, UNLOCK, DELETE)
                .contains(LOCK, UNLOCK);
    }

    @Test
    void whileItIsStoppingOnlyLocksAndDeletionAreTaken() {
        assertThat(taken(AServer.named("web").task(TaskState.POWERING_OFF))).containsExactly(LOCK, UNLOCK, DELETE);
    }

    @Test
    void aHardRebootIsTheWayOutOfARebootThatHangs() {
        assertThat(taken(AServer.named("web").status(ServerStatus.REBOOT).task(TaskState.REBOOT_STARTED)))
                .containsExactly(HARD_REBOOT, LOCK, UNLOCK, DELETE);
        assertThat(taken(AServer.named("web").status(ServerStatus.HARD_REBOOT).task(TaskState.REBOOTING_HARD)))
                .contains(HARD_REBOOT);
        // Not in nova.compute.task_states.ALLOW_REBOOT:
        assertThat(taken(AServer.named("web").status(ServerStatus.HARD_REBOOT).task(TaskState.REBOOT_STARTED_HARD)))
                .doesNotContain(HARD_REBOOT);
    }

    @Test
    void aDeletionUnderWayIsNotAskedForTwice() {
        assertThat(taken(AServer.named("web").task(TaskState.DELETING))).doesNotContain(DELETE);
    }

    @Test
    void whatSuitsAServerDoesNotChangeWhileSomethingPassesOverIt() {
        AServer running = AServer.named("web");
        List<ServerAction> suiting = suiting(running);
        assertThat(suiting).contains(PAUSE, SUSPEND, SHELVE, LOCK).doesNotContain(UNPAUSE, RESUME, UNSHELVE, UNLOCK);

        assertThat(suiting(running.task(TaskState.PAUSING))).isEqualTo(suiting);
        assertThat(suiting(running.status(ServerStatus.REBOOT).task(TaskState.REBOOTING)))
                .isEqualTo(suiting);
        assertThat(suiting(
                        AServer.named("web").status(ServerStatus.REVERT_RESIZE).task(TaskState.RESIZE_REVERTING)))
                .contains(CONFIRM_RESIZE, REVERT_RESIZE);
    }

    @Test
    void aLockedServerIsOneToUnlock() {
        assertThat(suiting(AServer.named("web").locked()))
                .contains(PAUSE, UNLOCK)
                .doesNotContain(LOCK);
    }

    private static List<ServerAction> taken(AServer server) {
        Server made = server.build();
        return those(action -> action.takenIn(made));
    }

    private static List<ServerAction> suiting(AServer server) {
        Server made = server.build();
        return those(action -> action.suits(made));
    }

    private static List<ServerAction> those(Predicate<ServerAction> wanted) {
        return Arrays.stream(ServerAction.values()).filter(wanted).toList();
    }
}

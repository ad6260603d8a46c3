package org.stackdeck.cloud.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stackdeck.cloud.action.ServerAction.*;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.cloud.server.TaskState;

class ServerActionRulesTests {

    private static final Set<ServerStatus> WITH_TAGS =
            Set.of(ServerStatus.ACTIVE, ServerStatus.PAUSED, ServerStatus.SUSPENDED, ServerStatus.SHUTOFF);

    private static final Set<ServerStatus> WITH_VOLUMES = Set.of(
            ServerStatus.ACTIVE,
            ServerStatus.PAUSED,
            ServerStatus.SHUTOFF,
            ServerStatus.VERIFY_RESIZE,
            ServerStatus.SHELVED,
            ServerStatus.SHELVED_OFFLOADED);

    /**
     * The {@code vm_state}s that each {@code check_instance_state} in nova.compute.api permits, named as in the API.
     */
    private static final Map<ServerAction, Set<ServerStatus>> NOVA = Map.ofEntries(
            Map.entry(CREATE, Set.of()),
            Map.entry(RESTORE, Set.of(ServerStatus.SOFT_DELETED)),
            Map.entry(FORCE_DELETE, EnumSet.complementOf(EnumSet.of(ServerStatus.DELETED))),
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
            Map.entry(UNSHELVE, Set.of(ServerStatus.SHELVED, ServerStatus.SHELVED_OFFLOADED)),
            Map.entry(SHELVE_OFFLOAD, Set.of(ServerStatus.SHELVED)),
            Map.entry(RESIZE, Set.of(ServerStatus.ACTIVE, ServerStatus.SHUTOFF)),
            Map.entry(MIGRATE, Set.of(ServerStatus.ACTIVE, ServerStatus.SHUTOFF)),
            Map.entry(LIVE_MIGRATE, Set.of(ServerStatus.ACTIVE, ServerStatus.PAUSED)),
            Map.entry(
                    SNAPSHOT,
                    Set.of(ServerStatus.ACTIVE, ServerStatus.SHUTOFF, ServerStatus.PAUSED, ServerStatus.SUSPENDED)),
            Map.entry(SET_PASSWORD, Set.of(ServerStatus.ACTIVE)),
            Map.entry(RESCUE, Set.of(ServerStatus.ACTIVE, ServerStatus.SHUTOFF, ServerStatus.ERROR)),
            Map.entry(UNRESCUE, Set.of(ServerStatus.RESCUE)),
            Map.entry(REBUILD, Set.of(ServerStatus.ACTIVE, ServerStatus.SHUTOFF, ServerStatus.ERROR)),
            Map.entry(ADD_TAG, WITH_TAGS),
            Map.entry(REMOVE_TAG, WITH_TAGS),
            Map.entry(SET_METADATA, WITH_TAGS),
            Map.entry(REMOVE_METADATA, WITH_TAGS),
            Map.entry(ATTACH_VOLUME, WITH_VOLUMES),
            Map.entry(DETACH_VOLUME, WITH_VOLUMES),
            Map.entry(ATTACH_INTERFACE, Set.of(ServerStatus.ACTIVE, ServerStatus.PAUSED, ServerStatus.SHUTOFF)),
            Map.entry(DETACH_INTERFACE, Set.of(ServerStatus.ACTIVE, ServerStatus.PAUSED, ServerStatus.SHUTOFF)));

    /** Actions that Nova accepts in any state: without a check, or with {@code vm_state=None}. */
    private static final Set<ServerAction> ALWAYS = Set.of(
            LOCK,
            UNLOCK,
            RENAME,
            DESCRIBE,
            ADD_SECURITY_GROUP,
            REMOVE_SECURITY_GROUP,
            ASSOCIATE_FLOATING_IP,
            DISASSOCIATE_FLOATING_IP,
            RESET_STATE,
            DELETE);

    /** Actions that Nova accepts during a task: they only record something, or abort the task. */
    private static final Set<ServerAction> BESIDE_A_TASK = Set.of(
            LOCK,
            UNLOCK,
            RENAME,
            DESCRIBE,
            ADD_TAG,
            REMOVE_TAG,
            SET_METADATA,
            REMOVE_METADATA,
            ADD_SECURITY_GROUP,
            REMOVE_SECURITY_GROUP,
            ASSOCIATE_FLOATING_IP,
            DISASSOCIATE_FLOATING_IP,
            RESET_STATE);

    @ParameterizedTest
    @EnumSource(ServerStatus.class)
    void withoutATaskActionsAreAllowedAsInNova(ServerStatus status) {
        Server server = ServerBuilder.named("web").status(status).build();

        for (ServerAction action : ServerAction.values()) {
            boolean taken = ALWAYS.contains(action)
                    ? !server.deleted()
                    : Objects.requireNonNull(NOVA.get(action)).contains(status);
            assertThat(action.isAllowedIn(server)).as("%s", action).isEqualTo(taken);
        }
    }

    @ParameterizedTest
    @EnumSource(TaskState.class)
    void duringATaskOnlyRecordsDeletionAndHardRebootAreAllowed(TaskState task) {
        assertThat(taken(ServerBuilder.named("web").task(task)))
                .containsAll(BESIDE_A_TASK)
                .filteredOn(action -> !BESIDE_A_TASK.contains(action))
                .isSubsetOf(HARD_REBOOT, DELETE, FORCE_DELETE);
    }

    @Test
    void whileStoppingOnlyRecordsAndDeletionAreAllowed() {
        assertThat(taken(ServerBuilder.named("web").task(TaskState.POWERING_OFF)))
                .filteredOn(action -> !BESIDE_A_TASK.contains(action))
                .containsExactly(DELETE, FORCE_DELETE);
    }

    @Test
    void hardRebootIsAllowedDuringAHangingReboot() {
        assertThat(taken(ServerBuilder.named("web").status(ServerStatus.REBOOT).task(TaskState.REBOOT_STARTED)))
                .contains(HARD_REBOOT);
        assertThat(taken(ServerBuilder.named("web")
                        .status(ServerStatus.HARD_REBOOT)
                        .task(TaskState.REBOOTING_HARD)))
                .contains(HARD_REBOOT);
        // REBOOT_STARTED_HARD is not in nova.compute.task_states.ALLOW_REBOOT.
        assertThat(taken(ServerBuilder.named("web")
                        .status(ServerStatus.HARD_REBOOT)
                        .task(TaskState.REBOOT_STARTED_HARD)))
                .doesNotContain(HARD_REBOOT);
    }

    @Test
    void deleteIsNotAllowedDuringADeletion() {
        assertThat(taken(ServerBuilder.named("web").task(TaskState.DELETING))).doesNotContain(DELETE, FORCE_DELETE);
    }

    @Test
    void onlyRestoreAndForceDeleteApplyToSoftDeletedServers() {
        assertThat(those(ServerAction::appliesToSoftDeleted)).containsExactly(RESTORE, FORCE_DELETE);
        assertThat(taken(ServerBuilder.named("web").status(ServerStatus.SOFT_DELETED)))
                .containsExactly(RESTORE, FORCE_DELETE);
    }

    @Test
    void relevantActionsDoNotChangeDuringATask() {
        ServerBuilder running = ServerBuilder.named("web");
        List<ServerAction> suiting = suiting(running);
        assertThat(suiting).contains(PAUSE, SUSPEND, SHELVE, LOCK).doesNotContain(UNPAUSE, RESUME, UNSHELVE, UNLOCK);

        assertThat(suiting(running.task(TaskState.PAUSING))).isEqualTo(suiting);
        assertThat(suiting(running.status(ServerStatus.REBOOT).task(TaskState.REBOOTING)))
                .isEqualTo(suiting);
        assertThat(suiting(ServerBuilder.named("web")
                        .status(ServerStatus.REVERT_RESIZE)
                        .task(TaskState.RESIZE_REVERTING)))
                .contains(CONFIRM_RESIZE, REVERT_RESIZE);
    }

    @Test
    void unlockInsteadOfLockIsRelevantForALockedServer() {
        assertThat(suiting(ServerBuilder.named("web").locked()))
                .contains(PAUSE, UNLOCK)
                .doesNotContain(LOCK);
    }

    private static List<ServerAction> taken(ServerBuilder builder) {
        Server made = builder.build();
        return those(action -> action.isAllowedIn(made));
    }

    private static List<ServerAction> suiting(ServerBuilder builder) {
        Server made = builder.build();
        return those(action -> action.isRelevantFor(made));
    }

    private static List<ServerAction> those(Predicate<ServerAction> wanted) {
        return Arrays.stream(ServerAction.values()).filter(wanted).toList();
    }
}

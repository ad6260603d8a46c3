package org.stackdeck.simulator.nova.tasks;

import static org.stackdeck.simulator.model.VmState.*;
import static org.stackdeck.simulator.nova.tasks.ServerActionDefinition.admin;
import static org.stackdeck.simulator.nova.tasks.ServerActionDefinition.member;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stackdeck.simulator.model.VmState;

/** Asynchronous server actions with their rules and stages (nova.compute.api and nova.compute.manager). */
public enum ComputeAction {
    BUILD(member("", "servers:create", "create"), Set.of(), LongActionPlans.BUILD, ACTIVE, 1),
    START(
            member("os-start", "servers:start", "start"),
            Set.of(STOPPED),
            ActionExecutionPlan.of("power_on", 500, ActionStage.of("compute_start_instance", "powering-on")),
            ACTIVE,
            1),
    STOP(
            member("os-stop", "servers:stop", "stop"),
            Set.of(ACTIVE, ERROR),
            ActionExecutionPlan.of("power_off", 300, ActionStage.of("compute_stop_instance", "powering-off")),
            STOPPED,
            4),
    REBOOT(
            member("reboot", "servers:reboot", "reboot"),
            Set.of(ACTIVE),
            ActionExecutionPlan.of(
                    "reboot",
                    560,
                    ActionStage.of("compute_reboot_instance", "rebooting", "reboot_pending", "reboot_started")),
            ACTIVE,
            1),
    HARD_REBOOT(
            member("reboot", "servers:reboot", "reboot"),
            Set.of(ACTIVE, STOPPED, PAUSED, SUSPENDED, ERROR),
            ActionExecutionPlan.of(
                    "reboot",
                    600,
                    ActionStage.of(
                            "compute_reboot_instance", "rebooting_hard", "reboot_pending_hard", "reboot_started_hard")),
            ACTIVE,
            1),
    PAUSE(
            member("pause", "os-pause-server:pause", "pause"),
            Set.of(ACTIVE),
            ActionExecutionPlan.of("pause", 290, ActionStage.of("compute_pause_instance", "pausing")),
            PAUSED,
            3),
    UNPAUSE(
            member("unpause", "os-pause-server:unpause", "unpause"),
            Set.of(PAUSED),
            ActionExecutionPlan.of("unpause", 290, ActionStage.of("compute_unpause_instance", "unpausing")),
            ACTIVE,
            1),
    SUSPEND(
            member("suspend", "os-suspend-server:suspend", "suspend"),
            Set.of(ACTIVE),
            ActionExecutionPlan.of("suspend", 330, ActionStage.of("compute_suspend_instance", "suspending")),
            SUSPENDED,
            4),
    RESUME(
            member("resume", "os-suspend-server:resume", "resume"),
            Set.of(SUSPENDED),
            ActionExecutionPlan.of("resume", 540, ActionStage.of("compute_resume_instance", "resuming")),
            ACTIVE,
            1),
    RESCUE(
            member("rescue", "os-rescue", "rescue"),
            Set.of(ACTIVE, STOPPED, ERROR),
            ActionExecutionPlan.of("rescue", 430, ActionStage.of("compute_rescue_instance", "rescuing")),
            RESCUED,
            1),
    UNRESCUE(
            member("unrescue", "os-unrescue", "unrescue"),
            Set.of(RESCUED),
            ActionExecutionPlan.of("unrescue", 410, ActionStage.of("compute_unrescue_instance", "unrescuing")),
            ACTIVE,
            1),
    REBUILD(
            member("rebuild", "servers:rebuild", "rebuild"),
            Set.of(ACTIVE, STOPPED, ERROR),
            LongActionPlans.REBUILD,
            ACTIVE,
            1),
    /** Rebuild of a stopped server: Nova starts the server and stops it at the end. */
    REBUILD_STOPPED(
            member("rebuild", "servers:rebuild", "rebuild"),
            Set.of(STOPPED),
            LongActionPlans.REBUILD_STOPPED,
            STOPPED,
            4),
    RESIZE(member("resize", "servers:resize", "resize"), Set.of(ACTIVE, STOPPED), LongActionPlans.RESIZE, RESIZED, 1),
    MIGRATE(
            admin("migrate", "os-migrate-server:migrate", "migrate"),
            Set.of(ACTIVE, STOPPED),
            LongActionPlans.RESIZE,
            RESIZED,
            1),
    LIVE_MIGRATE(
            admin("os-migrateLive", "os-migrate-server:migrate_live", "live-migration"),
            Set.of(ACTIVE, PAUSED),
            LongActionPlans.LIVE_MIGRATE,
            null,
            1),
    CONFIRM_RESIZE(
            member("confirmResize", "servers:confirm_resize", "confirmResize"),
            Set.of(RESIZED),
            ActionExecutionPlan.of("confirm_migration", 500, ActionStage.of("compute_confirm_resize")),
            ACTIVE,
            1),
    REVERT_RESIZE(
            member("revertResize", "servers:revert_resize", "revertResize"),
            Set.of(RESIZED),
            LongActionPlans.REVERT_RESIZE,
            ACTIVE,
            1),
    CREATE_IMAGE(
            member("createImage", "servers:create_image", "createImage"),
            Set.of(ACTIVE, STOPPED, PAUSED, SUSPENDED),
            LongActionPlans.CREATE_IMAGE,
            null,
            1),
    SHELVE(
            member("shelve", "os-shelve:shelve", "shelve"),
            Set.of(ACTIVE, STOPPED, PAUSED, SUSPENDED),
            LongActionPlans.SHELVE,
            SHELVED_OFFLOADED,
            4),
    SHELVE_OFFLOAD(
            admin("shelveOffload", "os-shelve:shelve_offload", "shelveOffload"),
            Set.of(SHELVED),
            ActionExecutionPlan.of(
                    "destroy", 600, ActionStage.of("compute_shelve_offload_instance", "shelving_offloading")),
            SHELVED_OFFLOADED,
            4),
    UNSHELVE(
            member("unshelve", "os-shelve:unshelve", "unshelve"),
            Set.of(SHELVED, SHELVED_OFFLOADED),
            LongActionPlans.UNSHELVE,
            ACTIVE,
            1),
    RESTORE(
            member("restore", "os-deferred-delete:restore", "restore"),
            Set.of(SOFT_DELETED),
            ActionExecutionPlan.of("power_on", 500, ActionStage.of("compute_restore_instance", "restoring")),
            ACTIVE,
            1),
    FORCE_DELETE(
            member("forceDelete", "os-deferred-delete:force", "delete"),
            Set.of(VmState.values()),
            LongActionPlans.DELETE,
            DELETED,
            0),
    /** Deletion in a cloud that keeps deleted servers for some time. */
    SOFT_DELETE(
            member("", "servers:delete", "delete"),
            Set.of(VmState.values()),
            ActionExecutionPlan.of("power_off", 400, ActionStage.of("compute_soft_delete_instance", "soft-deleting")),
            SOFT_DELETED,
            4),
    DELETE(member("", "servers:delete", "delete"), Set.of(VmState.values()), LongActionPlans.DELETE, DELETED, 0);

    private static final int POWER_OFF = 4;

    /** Task states in which Nova accepts a hard reboot (task_states.ALLOW_REBOOT). */
    private static final Set<String> HARD_REBOOT_TASK_STATES = Set.of(
            "rebooting",
            "reboot_pending",
            "reboot_started",
            "resuming",
            "rebooting_hard",
            "unpausing",
            "pausing",
            "suspending");

    private final ServerActionDefinition policy;
    private final Set<VmState> allowedStates;
    private final ActionExecutionPlan executionPlan;
    private final @Nullable VmState endState;
    private final int endPower;

    /** @param endState null if the server keeps its state */
    ComputeAction(
            ServerActionDefinition policy,
            Set<VmState> allowedStates,
            ActionExecutionPlan executionPlan,
            @Nullable VmState endState,
            int endPower) {
        this.policy = policy;
        this.allowedStates = allowedStates;
        this.executionPlan = executionPlan;
        this.endState = endState;
        this.endPower = endPower;
    }

    ServerActionDefinition definition() {
        return policy;
    }

    /** Returns Nova's name of the instance action. */
    public String actionName() {
        return policy.actionName();
    }

    /** Returns Nova's name of the action in the error message for a wrong state. */
    String nameInErrors() {
        return this == LIVE_MIGRATE ? policy.key() : policy.actionName();
    }

    ActionExecutionPlan executionPlan() {
        return executionPlan;
    }

    public Set<VmState> allowedStates() {
        return allowedStates;
    }

    boolean isAllowedDuring(String task) {
        return isDeletion() || (this == HARD_REBOOT && HARD_REBOOT_TASK_STATES.contains(task));
    }

    /** Returns whether Nova rejects the action as "not ready" for a server without a host. */
    boolean requiresHost() {
        return this == START || this == STOP;
    }

    boolean isDeletion() {
        return this == DELETE || this == FORCE_DELETE;
    }

    /** Returns whether the action launches the guest on a host. Nova then sets {@code launched_at}. */
    boolean startsGuest() {
        return EnumSet.of(BUILD, RESCUE, REBUILD, REBUILD_STOPPED, RESIZE, MIGRATE, UNSHELVE)
                .contains(this);
    }

    /** @param power the power state before the action; a resized server that was off stays off */
    VmState endState(VmState before, int power) {
        if (endState == null) {
            return before;
        }
        return isEndOfResize() && power == POWER_OFF ? STOPPED : endState;
    }

    int endPower(int power) {
        boolean keeps = endState == null || ((isEndOfResize() || endState == RESIZED) && power == POWER_OFF);
        return keeps ? power : endPower;
    }

    private boolean isEndOfResize() {
        return this == CONFIRM_RESIZE || this == REVERT_RESIZE;
    }

    /** Finds the first action with this key in the request body. Reboots also differ by their type. */
    public static Optional<ComputeAction> fromKey(String key) {
        return Arrays.stream(values())
                .filter(a -> !key.isEmpty() && a.policy.key().equals(key))
                .findFirst();
    }
}

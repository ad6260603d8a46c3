package org.stackdeck.simulator;

import static org.stackdeck.simulator.ActionRequest.admin;
import static org.stackdeck.simulator.ActionRequest.member;
import static org.stackdeck.simulator.VmState.*;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Asynchronous server actions with their rules and stages (nova.compute.api and nova.compute.manager). */
enum ComputeAction {
    BUILD(member("", "servers:create", "create"), Set.of(), Works.BUILD, ACTIVE, 1),
    START(
            member("os-start", "servers:start", "start"),
            Set.of(STOPPED),
            Work.of("power_on", 500, Stage.of("compute_start_instance", "powering-on")),
            ACTIVE,
            1),
    STOP(
            member("os-stop", "servers:stop", "stop"),
            Set.of(ACTIVE, ERROR),
            Work.of("power_off", 300, Stage.of("compute_stop_instance", "powering-off")),
            STOPPED,
            4),
    REBOOT(
            member("reboot", "servers:reboot", "reboot"),
            Set.of(ACTIVE),
            Work.of(
                    "reboot",
                    560,
                    Stage.of("compute_reboot_instance", "rebooting", "reboot_pending", "reboot_started")),
            ACTIVE,
            1),
    HARD_REBOOT(
            member("reboot", "servers:reboot", "reboot"),
            Set.of(ACTIVE, STOPPED, PAUSED, SUSPENDED, ERROR),
            Work.of(
                    "reboot",
                    600,
                    Stage.of(
                            "compute_reboot_instance", "rebooting_hard", "reboot_pending_hard", "reboot_started_hard")),
            ACTIVE,
            1),
    PAUSE(
            member("pause", "os-pause-server:pause", "pause"),
            Set.of(ACTIVE),
            Work.of("pause", 290, Stage.of("compute_pause_instance", "pausing")),
            PAUSED,
            3),
    UNPAUSE(
            member("unpause", "os-pause-server:unpause", "unpause"),
            Set.of(PAUSED),
            Work.of("unpause", 290, Stage.of("compute_unpause_instance", "unpausing")),
            ACTIVE,
            1),
    SUSPEND(
            member("suspend", "os-suspend-server:suspend", "suspend"),
            Set.of(ACTIVE),
            Work.of("suspend", 330, Stage.of("compute_suspend_instance", "suspending")),
            SUSPENDED,
            4),
    RESUME(
            member("resume", "os-suspend-server:resume", "resume"),
            Set.of(SUSPENDED),
            Work.of("resume", 540, Stage.of("compute_resume_instance", "resuming")),
            ACTIVE,
            1),
    RESCUE(
            member("rescue", "os-rescue", "rescue"),
            Set.of(ACTIVE, STOPPED, ERROR),
            Work.of("rescue", 430, Stage.of("compute_rescue_instance", "rescuing")),
            RESCUED,
            1),
    UNRESCUE(
            member("unrescue", "os-unrescue", "unrescue"),
            Set.of(RESCUED),
            Work.of("unrescue", 410, Stage.of("compute_unrescue_instance", "unrescuing")),
            ACTIVE,
            1),
    REBUILD(member("rebuild", "servers:rebuild", "rebuild"), Set.of(ACTIVE, STOPPED, ERROR), Works.REBUILD, ACTIVE, 1),
    /** Nova starts the server for the rebuild and stops it at the end. */
    REBUILD_STOPPED(
            member("rebuild", "servers:rebuild", "rebuild"), Set.of(STOPPED), Works.REBUILD_STOPPED, STOPPED, 4),
    RESIZE(member("resize", "servers:resize", "resize"), Set.of(ACTIVE, STOPPED), Works.RESIZE, RESIZED, 1),
    MIGRATE(
            admin("migrate", "os-migrate-server:migrate", "migrate"),
            Set.of(ACTIVE, STOPPED),
            Works.RESIZE,
            RESIZED,
            1),
    LIVE_MIGRATE(
            admin("os-migrateLive", "os-migrate-server:migrate_live", "live-migration"),
            Set.of(ACTIVE, PAUSED),
            Works.LIVE_MIGRATE,
            null,
            1),
    CONFIRM_RESIZE(
            member("confirmResize", "servers:confirm_resize", "confirmResize"),
            Set.of(RESIZED),
            Work.of("confirm_migration", 500, Stage.of("compute_confirm_resize")),
            ACTIVE,
            1),
    REVERT_RESIZE(
            member("revertResize", "servers:revert_resize", "revertResize"),
            Set.of(RESIZED),
            Works.REVERT_RESIZE,
            ACTIVE,
            1),
    CREATE_IMAGE(
            member("createImage", "servers:create_image", "createImage"),
            Set.of(ACTIVE, STOPPED, PAUSED, SUSPENDED),
            Works.CREATE_IMAGE,
            null,
            1),
    SHELVE(
            member("shelve", "os-shelve:shelve", "shelve"),
            Set.of(ACTIVE, STOPPED, PAUSED, SUSPENDED),
            Works.SHELVE,
            SHELVED_OFFLOADED,
            4),
    SHELVE_OFFLOAD(
            admin("shelveOffload", "os-shelve:shelve_offload", "shelveOffload"),
            Set.of(SHELVED),
            Work.of("destroy", 600, Stage.of("compute_shelve_offload_instance", "shelving_offloading")),
            SHELVED_OFFLOADED,
            4),
    UNSHELVE(
            member("unshelve", "os-shelve:unshelve", "unshelve"),
            Set.of(SHELVED, SHELVED_OFFLOADED),
            Works.UNSHELVE,
            ACTIVE,
            1),
    RESTORE(
            member("restore", "os-deferred-delete:restore", "restore"),
            Set.of(SOFT_DELETED),
            Work.of("power_on", 500, Stage.of("compute_restore_instance", "restoring")),
            ACTIVE,
            1),
    FORCE_DELETE(
            member("forceDelete", "os-deferred-delete:force", "delete"),
            Set.of(VmState.values()),
            Works.DELETE,
            DELETED,
            0),
    /** Deletion if Nova keeps deleted servers for a time. */
    SOFT_DELETE(
            member("", "servers:delete", "delete"),
            Set.of(VmState.values()),
            Work.of("power_off", 400, Stage.of("compute_soft_delete_instance", "soft-deleting")),
            SOFT_DELETED,
            4),
    DELETE(member("", "servers:delete", "delete"), Set.of(VmState.values()), Works.DELETE, DELETED, 0);

    private static final int OFF = 4;

    /** Task states in which Nova accepts a hard reboot (task_states.ALLOW_REBOOT). */
    private static final Set<String> HARD_REBOOT_TAKEN_IN = Set.of(
            "rebooting",
            "reboot_pending",
            "reboot_started",
            "resuming",
            "rebooting_hard",
            "unpausing",
            "pausing",
            "suspending");

    private final ActionRequest request;
    private final Set<VmState> takenIn;
    private final Work work;
    private final @Nullable VmState end;
    private final int endPower;

    /** @param end null if the server keeps its state */
    ComputeAction(ActionRequest request, Set<VmState> takenIn, Work work, @Nullable VmState end, int endPower) {
        this.request = request;
        this.takenIn = takenIn;
        this.work = work;
        this.end = end;
        this.endPower = endPower;
    }

    ActionRequest request() {
        return request;
    }

    /** Nova's name of the instance action. */
    String word() {
        return request.word();
    }

    /** Nova's name of the action in the error for a wrong state. */
    String refusedAs() {
        return this == LIVE_MIGRATE ? request.key() : request.word();
    }

    Work work() {
        return work;
    }

    Set<VmState> takenIn() {
        return takenIn;
    }

    boolean takenDuring(String task) {
        return deletes() || (this == HARD_REBOOT && HARD_REBOOT_TAKEN_IN.contains(task));
    }

    /** Whether Nova rejects the action as "not ready" for a server without a host. */
    boolean looksForHost() {
        return this == START || this == STOP;
    }

    boolean deletes() {
        return this == DELETE || this == FORCE_DELETE;
    }

    /** Whether the action starts the guest. */
    boolean launches() {
        return EnumSet.of(BUILD, RESCUE, REBUILD, REBUILD_STOPPED, RESIZE, MIGRATE, UNSHELVE)
                .contains(this);
    }

    /** @param power the power state before the action; a resized server that was off stays off */
    VmState end(VmState before, int power) {
        if (end == null) {
            return before;
        }
        return endsResize() && power == OFF ? STOPPED : end;
    }

    int endPower(int power) {
        boolean keeps = end == null || ((endsResize() || end == RESIZED) && power == OFF);
        return keeps ? power : endPower;
    }

    private boolean endsResize() {
        return this == CONFIRM_RESIZE || this == REVERT_RESIZE;
    }

    /** Finds the first action with this key in the request body. Reboots also differ by their type. */
    static Optional<ComputeAction> ofKey(String key) {
        return Arrays.stream(values())
                .filter(a -> !key.isEmpty() && a.request.key().equals(key))
                .findFirst();
    }
}

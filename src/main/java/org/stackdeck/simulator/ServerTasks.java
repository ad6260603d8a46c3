package org.stackdeck.simulator;

import java.time.Duration;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Starts asynchronous server actions, with the checks in Nova's order: policy, lock, state, and the checks of the
 * action.
 */
final class ServerTasks {

    private static final Set<String> DELETING = Set.of("deleting", "soft-deleting");

    private final Time time;
    private final Conductor conductor;
    private final Duration keepsDeleted;

    /** @param keepsDeleted how long a deleted server can be restored; zero to delete immediately */
    ServerTasks(Time time, Conductor conductor, Duration keepsDeleted) {
        this.time = time;
        this.conductor = conductor;
        this.keepsDeleted = keepsDeleted;
    }

    Time time() {
        return time;
    }

    Conductor conductor() {
        return conductor;
    }

    void begin(NovaCall call, ComputeAction action, SimulatedServer server) {
        begin(call, action, server, () -> Errand.NONE);
    }

    /**
     * @param preparation checks the request and returns the side effects; runs while the monitor of the server is held
     */
    void begin(NovaCall call, ComputeAction action, SimulatedServer server, Supplier<Errand> preparation) {
        call.permit(action.request().role(), action.request().policy());
        synchronized (server) {
            // Locks do not apply to snapshots.
            if (action == ComputeAction.RESTORE) {
                checkLockUntold(call, server, action.word());
            } else if (action != ComputeAction.CREATE_IMAGE) {
                checkLock(call, server);
            }
            if (action.looksForHost()) {
                checkHost(server);
            }
            checkState(server, action.refusedAs(), action.takenIn(), action::takenDuring);
            conductor.run(server, action, record(call, server, action.word()), preparation.get());
        }
    }

    void delete(NovaCall call, SimulatedServer server) {
        // Servers that never ran are deleted immediately.
        boolean kept = !keepsDeleted.isZero() && server.launched() != null;
        delete(call, kept ? ComputeAction.SOFT_DELETE : ComputeAction.DELETE, server);
    }

    void delete(NovaCall call, ComputeAction action, SimulatedServer server) {
        call.permit(action.request().role(), action.request().policy());
        synchronized (server) {
            checkLock(call, server);
            String task = server.task();
            if (task == null || !DELETING.contains(task)) {
                Errand errand =
                        action == ComputeAction.SOFT_DELETE ? Errand.atTheEnd(() -> reclaim(server)) : Errand.NONE;
                conductor.run(server, action, record(call, server, action.word()), errand);
            }
        }
    }

    private void reclaim(SimulatedServer server) {
        time.after(keepsDeleted, () -> {
            synchronized (server) {
                if (server.vmState() == VmState.SOFT_DELETED && server.task() == null) {
                    server.become(VmState.DELETED, null, 0, time.now());
                }
            }
        });
    }

    /** Records an action that only the API runs, with or without an event. */
    void log(NovaCall call, SimulatedServer server, String word, String... events) {
        ActionRecord record = record(call, server, word);
        for (String event : events) {
            record.begin(event, time.now(), "simulated-controller");
            record.succeed(time.now());
        }
        server.log(record);
    }

    ActionRecord record(NovaCall call, SimulatedServer server, String word) {
        return new ActionRecord(
                word, call.request().requestId(), call.token().user().id(), call.projectId(), time.now());
    }

    /** Nova's policy allows administrators to ignore a lock. */
    static void checkLock(NovaCall call, SimulatedServer server) {
        if (server.locked() && !call.admin()) {
            throw Refusal.conflict("Instance " + server.id() + " is locked");
        }
    }

    /** For actions where the API reports a lock as a wrong state. */
    static void checkLockUntold(NovaCall call, SimulatedServer server, String word) {
        if (server.locked() && !call.admin()) {
            throw Refusal.conflict("Instance %s is in an invalid state for '%s'".formatted(server.id(), word));
        }
    }

    private static void checkHost(SimulatedServer server) {
        if (!server.placed()) {
            throw Refusal.conflict("Instance " + server.id() + " is not ready");
        }
    }

    /** Requires one of these states, no task state, and that the server was started at least once. */
    static void checkState(SimulatedServer server, String word, VmState... allowed) {
        checkState(server, word, Set.of(allowed), task -> false);
    }

    private static void checkState(
            SimulatedServer server, String word, Set<VmState> allowed, Predicate<String> takenDuring) {
        checkVmState(server, word, allowed);
        String task = server.task();
        if (task != null && !takenDuring.test(task)) {
            throw wrongState(server, word, "task_state", task);
        }
        if (server.launched() == null) {
            throw Refusal.conflict("Instance %s is in an invalid state for '%s'".formatted(server.id(), word));
        }
    }

    /** Requires one of these states, regardless of the task state. */
    static void checkVmState(SimulatedServer server, String word, VmState... allowed) {
        checkVmState(server, word, Set.of(allowed));
    }

    private static void checkVmState(SimulatedServer server, String word, Set<VmState> allowed) {
        if (!allowed.contains(server.vmState())) {
            throw wrongState(server, word, "vm_state", server.vmState().word());
        }
    }

    private static Refusal wrongState(SimulatedServer server, String word, String kind, String state) {
        return Refusal.conflict(
                "Cannot '%s' instance %s while it is in %s %s".formatted(word, server.id(), kind, state));
    }
}

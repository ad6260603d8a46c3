package org.stackdeck.simulator.nova.tasks;

import java.time.Duration;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.model.InstanceActionRecord;
import org.stackdeck.simulator.model.SimulatedServer;
import org.stackdeck.simulator.model.VmState;
import org.stackdeck.simulator.nova.request.NovaRequest;
import org.stackdeck.simulator.support.SimulatorScheduler;

/**
 * Starts asynchronous server actions after checks in Nova's order: policy, lock, state, and the checks of the action.
 */
public final class ServerActionStarter {

    private static final Set<String> DELETING = Set.of("deleting", "soft-deleting");

    private final SimulatorScheduler scheduler;
    private final Conductor conductor;
    private final Duration reclaimInterval;

    /** @param reclaimInterval how long a deleted server can be restored; zero to delete immediately */
    public ServerActionStarter(SimulatorScheduler scheduler, Conductor conductor, Duration reclaimInterval) {
        this.scheduler = scheduler;
        this.conductor = conductor;
        this.reclaimInterval = reclaimInterval;
    }

    public SimulatorScheduler scheduler() {
        return scheduler;
    }

    public Conductor conductor() {
        return conductor;
    }

    /**
     * @param preparation checks the request and returns the side effects; runs while the monitor of the server is held
     */
    public void begin(
            NovaRequest novaRequest,
            ComputeAction action,
            SimulatedServer server,
            Supplier<ActionSideEffect> preparation) {
        novaRequest.requireRole(action.definition().role(), action.definition().policy());
        synchronized (server) {
            // Locks do not apply to snapshots.
            if (action == ComputeAction.RESTORE) {
                checkLockAsState(novaRequest, server, action.actionName());
            } else if (action != ComputeAction.CREATE_IMAGE) {
                checkLock(novaRequest, server);
            }
            if (action.requiresHost()) {
                checkHost(server);
            }
            checkState(server, action.nameInErrors(), action.allowedStates(), action::isAllowedDuring);
            conductor.run(server, action, record(novaRequest, server, action.actionName()), preparation.get());
        }
    }

    public void delete(NovaRequest novaRequest, SimulatedServer server) {
        // Servers that never ran are deleted immediately.
        boolean kept = !reclaimInterval.isZero() && server.launched() != null;
        delete(novaRequest, kept ? ComputeAction.SOFT_DELETE : ComputeAction.DELETE, server);
    }

    public void delete(NovaRequest novaRequest, ComputeAction action, SimulatedServer server) {
        novaRequest.requireRole(action.definition().role(), action.definition().policy());
        synchronized (server) {
            checkLock(novaRequest, server);
            String task = server.task();
            if (task == null || !DELETING.contains(task)) {
                ActionSideEffect actionSideEffect = action == ComputeAction.SOFT_DELETE
                        ? ActionSideEffect.runOnSuccess(() -> reclaim(server))
                        : ActionSideEffect.NONE;
                conductor.run(server, action, record(novaRequest, server, action.actionName()), actionSideEffect);
            }
        }
    }

    private void reclaim(SimulatedServer server) {
        scheduler.schedule(reclaimInterval, () -> {
            synchronized (server) {
                if (server.vmState() == VmState.SOFT_DELETED && server.task() == null) {
                    server.setState(VmState.DELETED, null, 0, scheduler.now());
                }
            }
        });
    }

    /** Records an action that only the API runs, with the given events. */
    public void log(NovaRequest novaRequest, SimulatedServer server, String word, String... events) {
        InstanceActionRecord record = record(novaRequest, server, word);
        for (String event : events) {
            record.begin(event, scheduler.now(), "simulated-controller");
            record.succeed(scheduler.now());
        }
        server.addAction(record);
    }

    public InstanceActionRecord record(NovaRequest novaRequest, SimulatedServer server, String word) {
        return new InstanceActionRecord(
                word,
                novaRequest.request().requestId(),
                novaRequest.token().user().id(),
                novaRequest.projectId(),
                scheduler.now());
    }

    /**
     * Checks the lock. Nova's policy exempts administrators.
     *
     * @throws ApiException 409 if the server is locked
     */
    public static void checkLock(NovaRequest novaRequest, SimulatedServer server) {
        if (server.locked() && !novaRequest.isAdmin()) {
            throw ApiException.conflict("Instance " + server.id() + " is locked");
        }
    }

    /** Checks the lock for an action whose error message in Nova's API reports a wrong state instead of the lock. */
    static void checkLockAsState(NovaRequest novaRequest, SimulatedServer server, String word) {
        if (server.locked() && !novaRequest.isAdmin()) {
            throw ApiException.conflict("Instance %s is in an invalid state for '%s'".formatted(server.id(), word));
        }
    }

    /** Requires that the server is on a host. */
    public static void checkHost(SimulatedServer server) {
        if (!server.hasHost()) {
            throw ApiException.conflict("Instance " + server.id() + " is not ready");
        }
    }

    /** Requires that the server is in one of the states, has no task state, and was launched at least once. */
    public static void checkState(SimulatedServer server, String word, VmState... allowed) {
        checkState(server, word, Set.of(allowed), task -> false);
    }

    private static void checkState(
            SimulatedServer server, String word, Set<VmState> allowed, Predicate<String> allowedDuring) {
        checkVmState(server, word, allowed);
        String task = server.task();
        if (task != null && !allowedDuring.test(task)) {
            throw wrongState(server, word, "task_state", task);
        }
        if (server.launched() == null) {
            throw ApiException.conflict("Instance %s is in an invalid state for '%s'".formatted(server.id(), word));
        }
    }

    /** Requires that the server is in one of the states, regardless of its task state. */
    public static void checkVmState(SimulatedServer server, String word, VmState... allowed) {
        checkVmState(server, word, Set.of(allowed));
    }

    private static void checkVmState(SimulatedServer server, String word, Set<VmState> allowed) {
        if (!allowed.contains(server.vmState())) {
            throw wrongState(server, word, "vm_state", server.vmState().code());
        }
    }

    private static ApiException wrongState(SimulatedServer server, String word, String kind, String state) {
        return ApiException.conflict(
                "Cannot '%s' instance %s while it is in %s %s".formatted(word, server.id(), kind, state));
    }
}

package org.stackdeck.simulator.control;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.stackdeck.simulator.model.InstanceActionRecord;
import org.stackdeck.simulator.model.SimulatedServer;
import org.stackdeck.simulator.nova.tasks.ActionSideEffect;
import org.stackdeck.simulator.nova.tasks.ComputeAction;
import org.stackdeck.simulator.nova.tasks.Conductor;
import org.stackdeck.simulator.state.ServerStore;
import org.stackdeck.simulator.support.SimulatorScheduler;
import org.stackdeck.simulator.support.StableIds;

/** Background activity: reboots, stops and starts random servers. */
public final class RandomServerActivity {

    private static final String USER_ID = StableIds.plain("user", "nightly-jobs");

    private final ServerStore store;
    private final SimulatorScheduler scheduler;
    private final Conductor conductor;
    private final Random random = new Random(4711);
    private final List<SimulatedServer> stopped = new ArrayList<>();
    private double perMinute;
    private long generation;

    public RandomServerActivity(ServerStore store, SimulatorScheduler scheduler, Conductor conductor) {
        this.store = store;
        this.scheduler = scheduler;
        this.conductor = conductor;
    }

    /** Sets the mean number of changes per minute; 0 for none. */
    public synchronized void changesPerMinute(double changes) {
        perMinute = changes;
        generation++;
        schedule(generation);
    }

    synchronized double changesPerMinute() {
        return perMinute;
    }

    private void schedule(long mine) {
        if (perMinute > 0) {
            // The interval is random, between half and one and a half times the mean.
            double seconds = 60 / perMinute * (0.5 + random.nextDouble());
            scheduler.schedule(Duration.ofNanos((long) (seconds * 1_000_000_000)), () -> tick(mine));
        }
    }

    private synchronized void tick(long mine) {
        if (mine == generation) {
            change();
            schedule(mine);
        }
    }

    private void change() {
        if (!stopped.isEmpty() && random.nextBoolean()) {
            act(stopped.removeFirst(), ComputeAction.START);
            return;
        }
        List<SimulatedServer> running = store.newestFirst().stream()
                .filter(RandomServerActivity::isEligible)
                .toList();
        if (running.isEmpty()) {
            return;
        }
        SimulatedServer server = running.get(random.nextInt(running.size()));
        if (random.nextInt(3) == 0) {
            if (act(server, ComputeAction.STOP)) {
                stopped.add(server);
            }
        } else {
            act(server, ComputeAction.REBOOT);
        }
    }

    /** Returns whether the server is running and idle, and neither locked nor configured to fail. */
    private static boolean isEligible(SimulatedServer server) {
        return server.status().equals("ACTIVE")
                && server.task() == null
                && server.power() == 1
                && !server.locked()
                && !server.metadata().containsKey("lab_fail");
    }

    /** Starts the action. Returns false if the state of the server does not allow it. */
    private boolean act(SimulatedServer server, ComputeAction action) {
        synchronized (server) {
            if (!action.allowedStates().contains(server.vmState()) || server.task() != null) {
                return false;
            }
            Instant now = scheduler.now();
            conductor.run(
                    server,
                    action,
                    new InstanceActionRecord(
                            action.actionName(),
                            "req-" + UUID.randomUUID(),
                            USER_ID,
                            server.immutableProperties().project().id(),
                            now),
                    ActionSideEffect.NONE);
            return true;
        }
    }
}

package org.stackdeck.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Background activity: reboots, stops and starts random servers. */
final class Life {

    private static final String SOMEBODY = Ids.plain("user", "nightly-jobs");

    private final ServerStore store;
    private final Time time;
    private final Conductor conductor;
    private final Random random = new Random(4711);
    private final List<SimulatedServer> stopped = new ArrayList<>();
    private double perMinute;
    private long generation;

    Life(ServerStore store, Time time, Conductor conductor) {
        this.store = store;
        this.time = time;
        this.conductor = conductor;
    }

    /** @param changes per minute from now on; 0 for none */
    synchronized void pace(double changes) {
        perMinute = changes;
        generation++;
        schedule(generation);
    }

    synchronized double pace() {
        return perMinute;
    }

    private void schedule(long mine) {
        if (perMinute > 0) {
            // Between half and one and a half times the mean, so that changes are irregular.
            double seconds = 60 / perMinute * (0.5 + random.nextDouble());
            time.after(Duration.ofNanos((long) (seconds * 1_000_000_000)), () -> beat(mine));
        }
    }

    private synchronized void beat(long mine) {
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
        List<SimulatedServer> running =
                store.newestFirst().stream().filter(Life::mayBeTouched).toList();
        if (running.isEmpty()) {
            return;
        }
        SimulatedServer server = running.get(random.nextInt(running.size()));
        if (random.nextInt(3) == 0) {
            stopped.add(server);
            act(server, ComputeAction.STOP);
        } else {
            act(server, ComputeAction.REBOOT);
        }
    }

    /** Excludes servers that are in an unusual state, locked or busy. */
    private static boolean mayBeTouched(SimulatedServer server) {
        return server.status().equals("ACTIVE")
                && server.task() == null
                && server.power() == 1
                && !server.locked()
                && !server.metadata().containsKey("lab_fail");
    }

    private void act(SimulatedServer server, ComputeAction action) {
        synchronized (server) {
            if (!action.takenIn().contains(server.vmState()) || server.task() != null) {
                return;
            }
            Instant now = time.now();
            conductor.run(
                    server,
                    action,
                    new ActionRecord(
                            action.word(),
                            "req-" + UUID.randomUUID(),
                            SOMEBODY,
                            server.origin().project().id(),
                            now),
                    Errand.NONE);
        }
    }
}

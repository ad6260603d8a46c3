package org.stackdeck.loadtest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.stackdeck.product.JsonHttpClient;

/**
 * Changes servers in the simulated cloud at a constant rate, one after the other in random order. Each change sets a
 * name that contains the current time. Every third change also stops or starts the server, if it was running at the
 * beginning. The order by name does not change.
 */
final class ServerChangeGenerator implements AutoCloseable {

    private final JsonHttpClient simulatorClient;
    private final List<ChangeableServer> servers;
    private final Duration interval;
    private final Map<String, String> currentNames;
    private final LongAdder changes = new LongAdder();
    private final LongAdder lateChanges = new LongAdder();
    private final LoadTestMetrics metrics;
    private final Thread thread;
    private volatile boolean closed;

    record ChangeableServer(String id, String originalName, boolean running) {}

    /** @param rate changes per second, greater than 0 */
    ServerChangeGenerator(
            JsonHttpClient simulatorClient, List<ChangeableServer> servers, double rate, LoadTestMetrics metrics) {
        this(simulatorClient, servers, rate, metrics, new ConcurrentHashMap<>());
    }

    /** @param currentNames by original name; contains earlier changes and is updated with each change */
    ServerChangeGenerator(
            JsonHttpClient simulatorClient,
            List<ChangeableServer> servers,
            double rate,
            LoadTestMetrics metrics,
            Map<String, String> currentNames) {
        this.simulatorClient = simulatorClient;
        this.servers = new ArrayList<>(servers);
        Collections.shuffle(this.servers, new Random(4711));
        this.interval = Duration.ofNanos((long) (1_000_000_000 / rate));
        this.metrics = metrics;
        this.currentNames = currentNames;
        this.thread = Thread.ofPlatform().name("server-changes").start(this::run);
    }

    private void run() {
        long next = System.nanoTime();
        for (int i = 0; !closed; i++) {
            next += interval.toNanos();
            long wait = next - System.nanoTime();
            if (wait > 0) {
                LockSupport.parkNanos(wait);
            } else if (-wait > interval.toNanos()) {
                lateChanges.increment();
            }
            try {
                change(servers.get(i % servers.size()), i / servers.size());
            } catch (RuntimeException | AssertionError e) {
                metrics.recordError("couldn't change a server: " + e.getMessage());
            }
        }
    }

    private void change(ChangeableServer server, int round) {
        String name = new TimestampedName(server.originalName(), System.currentTimeMillis()).format();
        boolean changeState = server.running() && changes.sum() % 3 == 0;
        boolean stop = round % 2 == 0;
        currentNames.put(server.originalName(), name);
        simulatorClient
                .post(
                        "/servers/" + server.id(),
                        changeState
                                ? Map.of(
                                        "name",
                                        name,
                                        "vm_state",
                                        stop ? "stopped" : "active",
                                        "power_state",
                                        stop ? 4 : 1)
                                : Map.of("name", name))
                .expect(200);
        changes.increment();
    }

    long changes() {
        return changes.sum();
    }

    /** Number of changes that started more than one interval after their scheduled time. */
    long lateChanges() {
        return lateChanges.sum();
    }

    /** Number of visible rows that do not show the current name of their server. */
    long countOutdatedRows(GridModel grid) {
        return grid.visibleRows().stream()
                .map(GridModel::name)
                .filter(name -> !name.equals(currentNames.getOrDefault(TimestampedName.originalName(name), name)))
                .count();
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package org.stackdeck.load;

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
 * Changes servers from outside at a steady rate, one after the other in a random order. Each is given a name that tells
 * when, and every third of those that can is stopped or started as well. The order by name stays.
 */
final class Changes implements AutoCloseable {

    private final JsonHttpClient control;
    private final List<Sample> samples;
    private final Duration between;
    private final Map<String, String> names;
    private final LongAdder made = new LongAdder();
    private final LongAdder late = new LongAdder();
    private final Tally tally;
    private final Thread thread;
    private volatile boolean ended;

    /** A server that is changed. */
    record Sample(String id, String name, boolean running) {}

    /** @param rate a second, more than 0 */
    Changes(JsonHttpClient control, List<Sample> servers, double rate, Tally tally) {
        this(control, servers, rate, tally, new ConcurrentHashMap<>());
    }

    /** @param names that others gave before; those of these changes are put there */
    Changes(JsonHttpClient control, List<Sample> servers, double rate, Tally tally, Map<String, String> names) {
        this.names = names;
        this.control = control;
        this.samples = new ArrayList<>(servers);
        Collections.shuffle(samples, new Random(4711));
        this.between = Duration.ofNanos((long) (1_000_000_000 / rate));
        this.tally = tally;
        this.thread = Thread.ofPlatform().name("changes").start(this::run);
    }

    private void run() {
        long next = System.nanoTime();
        for (int i = 0; !ended; i++) {
            next += between.toNanos();
            long wait = next - System.nanoTime();
            if (wait > 0) {
                LockSupport.parkNanos(wait);
            } else if (-wait > between.toNanos()) {
                late.increment();
            }
            try {
                change(samples.get(i % samples.size()), i / samples.size());
            } catch (RuntimeException | AssertionError e) {
                tally.error("a change failed: " + e.getMessage());
            }
        }
    }

    private void change(Sample server, int round) {
        String name = new Stamp(server.name(), System.currentTimeMillis()).name();
        boolean flips = server.running() && made.sum() % 3 == 0;
        boolean stops = round % 2 == 0;
        names.put(server.name(), name);
        control.post(
                        "/servers/" + server.id(),
                        flips
                                ? Map.of(
                                        "name",
                                        name,
                                        "vm_state",
                                        stops ? "stopped" : "active",
                                        "power_state",
                                        stops ? 4 : 1)
                                : Map.of("name", name))
                .expect(200);
        made.increment();
    }

    long made() {
        return made.sum();
    }

    /** Those that began later than they should have by more than the time between two. */
    long late() {
        return late.sum();
    }

    /** How many of the rows drawn do not show the name that the server has now. */
    long untrueRows(GridModel grid) {
        return grid.drawn().stream()
                .map(GridModel::name)
                .filter(name -> !name.equals(names.getOrDefault(Stamp.server(name), name)))
                .count();
    }

    @Override
    public void close() {
        ended = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package org.stackdeck.inventory.unreported;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.inventory.polling.loop.DemandPollLoop;

/**
 * Repeatedly reads the servers of one cloud whose pages are open, one at a time. Nova does not update a server's
 * modification time when its tags change.
 */
public final class ViewedServerPoller {

    /**
     * Minimum time between two reads of a server. The time is longer if the pages of more than four servers are open.
     */
    private static final Duration PACE = Duration.ofSeconds(2);

    private static final Duration FAILURE_PACE = Duration.ofSeconds(5);

    /** Minimum pause between the reads of two servers, which limits the reads to two a second. */
    private static final Duration MIN_PAUSE = Duration.ofMillis(500);

    private static final Duration MAX_PAUSE = Duration.ofMinutes(1);

    /** Ratio of the pause after a read to its duration, so that Nova is busy for at most a fifth of the time. */
    private static final int PAUSE_FACTOR = 4;

    private final Supplier<Set<ServerKey>> viewed;
    private final Consumer<ServerKey> reader;
    private final Clock monotonicClock;
    private final DemandPollLoop loop;
    /** Accessed only by {@link #poll}. */
    private final Map<ServerKey, Instant> lastReads = new HashMap<>();

    /**
     * @param notified returns whether the cloud sends notifications, which report changes of tags
     * @param viewed returns the servers of the cloud whose pages are open; {@link #wake} must be called when the first
     *     page is opened
     * @param reader reads a server from Nova; throws {@link CloudException} if the request fails
     */
    public ViewedServerPoller(
            CloudName cloud,
            BooleanSupplier notified,
            Supplier<Set<ServerKey>> viewed,
            Consumer<ServerKey> reader,
            Clock monotonicClock) {
        this.viewed = viewed;
        this.reader = reader;
        this.monotonicClock = monotonicClock;
        this.loop = new DemandPollLoop(
                "viewed-servers-" + cloud,
                () -> !notified.getAsBoolean() && !viewed.get().isEmpty(),
                monotonicClock,
                this::poll);
    }

    public void start() {
        loop.start();
    }

    public void stop() {
        loop.stop();
    }

    public void wake() {
        loop.wake();
    }

    Duration dueIn() {
        return loop.dueIn();
    }

    /** Reads the server that was read least recently. */
    void poll() {
        Set<ServerKey> servers = viewed.get();
        lastReads.keySet().retainAll(servers);
        servers.stream()
                .min(Comparator.comparing(server -> lastReads.getOrDefault(server, Instant.MIN)))
                .ifPresent(server -> read(server, servers.size()));
    }

    private void read(ServerKey server, int servers) {
        Instant start = monotonicClock.instant();
        lastReads.put(server, start);
        Duration min = PACE.dividedBy(servers);
        try {
            reader.accept(server);
        } catch (CloudException _) {
            // The polls for changes report the problem to viewers.
            min = FAILURE_PACE;
        }
        loop.pause(DemandPollLoop.pauseAfter(
                Duration.between(start, monotonicClock.instant()),
                PAUSE_FACTOR,
                min.compareTo(MIN_PAUSE) < 0 ? MIN_PAUSE : min,
                MAX_PAUSE));
    }
}

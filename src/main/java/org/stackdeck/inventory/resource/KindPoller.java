package org.stackdeck.inventory.resource;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.client.ResourceLister;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.inventory.Freshness.Source;
import org.stackdeck.inventory.polling.PollLoop;

/** Polls the resources of one kind in one cloud while there is demand. */
final class KindPoller {

    private static final Duration MIN_PACE = Duration.ofSeconds(2);
    private static final Duration MAX_PACE = Duration.ofSeconds(30);
    private static final Duration FAILURE_PACE = Duration.ofSeconds(5);

    /** Maximum interval while a resource is in transition. */
    private static final Duration TRANSITION_PACE = Duration.ofSeconds(5);

    /** Minimum ratio of the interval to the duration of a request, so that long lists are requested less often. */
    private static final int PAUSE_FACTOR = 10;

    /** Maximum age of resources that are returned without a new request. */
    static final Duration MAX_AGE = Duration.ofSeconds(5);

    private static final Duration WITHOUT_DEMAND = Duration.ofHours(1);

    private final CloudName cloud;
    private final ResourceKind kind;
    private final Clouds clouds;
    private final Clock clock;
    private final BooleanSupplier demand;
    private final Runnable changed;
    private final PollLoop loop;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile State state = new State(
            List.of(), new Freshness(Freshness.State.LOADING, null, MIN_PACE, null, null, false, Source.LIST));
    private volatile @Nullable Long lastEnd;

    /** @param resources those of the last successful request */
    record State(List<CloudResource> resources, Freshness freshness) {

        State withPace(Duration pace) {
            return new State(
                    resources,
                    new Freshness(
                            freshness.state(),
                            freshness.confirmedAt(),
                            pace,
                            freshness.loaded(),
                            freshness.problem(),
                            freshness.complete(),
                            freshness.source()));
        }

        boolean isInTransition() {
            return resources.stream().anyMatch(CloudResource::isInTransition);
        }
    }

    /**
     * @param demand whether someone looks at the resources; {@link #wake} must be called when it begins
     * @param changed called after each request, on the poller's thread or that of {@link #refresh}; must not block
     */
    KindPoller(
            CloudName cloud, ResourceKind kind, Clouds clouds, Clock clock, BooleanSupplier demand, Runnable changed) {
        this.cloud = cloud;
        this.kind = kind;
        this.clouds = clouds;
        this.clock = clock;
        this.demand = demand;
        this.changed = changed;
        this.loop = new PollLoop("resources-" + kind.code() + "-" + cloud, this::dueIn, this::poll);
    }

    void start() {
        loop.start();
    }

    void stop() {
        loop.stop();
    }

    void wake() {
        loop.wake();
    }

    CloudName cloud() {
        return cloud;
    }

    State state() {
        return state;
    }

    /** Requests the resources unless they are recent. Concurrent callers share one request. */
    void refresh() {
        if (!isRecent()) {
            poll();
        }
    }

    private boolean isRecent() {
        return isConfirmedAfter(clock.instant().minus(MAX_AGE));
    }

    private boolean isConfirmedAfter(Instant moment) {
        Freshness freshness = state.freshness();
        Instant confirmed = freshness.confirmedAt();
        return freshness.problem() == null && confirmed != null && confirmed.isAfter(moment);
    }

    private Duration dueIn() {
        if (!demand.getAsBoolean()) {
            return WITHOUT_DEMAND;
        }
        Long end = lastEnd;
        return end == null ? Duration.ZERO : state.freshness().pace().minusNanos(System.nanoTime() - end);
    }

    private void poll() {
        Instant asked = clock.instant();
        lock.lock();
        try {
            if (isConfirmedAfter(asked)) {
                return;
            }
            long start = System.nanoTime();
            State loaded = load(clock.instant());
            lastEnd = System.nanoTime();
            state = loaded.withPace(pace(loaded, Duration.ofNanos(System.nanoTime() - start)));
        } finally {
            lock.unlock();
        }
        changed.run();
    }

    private static Duration pace(State loaded, Duration request) {
        if (loaded.freshness().problem() != null) {
            return FAILURE_PACE;
        }
        Duration longest = loaded.isInTransition() ? TRANSITION_PACE : MAX_PACE;
        Duration pace = request.multipliedBy(PAUSE_FACTOR);
        return pace.compareTo(MIN_PACE) < 0 ? MIN_PACE : pace.compareTo(longest) > 0 ? longest : pace;
    }

    private State load(Instant now) {
        List<ResourceLister> listers = clouds.resourceListers(cloud);
        if (listers.isEmpty()) {
            // The cloud has not been discovered yet.
            return state;
        }
        try {
            Map<String, CloudResource> found = new LinkedHashMap<>();
            for (ResourceLister lister : listers) {
                lister.list(kind).forEach(resource -> found.putIfAbsent(resource.id(), resource));
            }
            return new State(
                    List.copyOf(found.values()),
                    new Freshness(Freshness.State.LIVE, now, MIN_PACE, null, null, true, Source.LIST));
        } catch (CloudException e) {
            return new State(state.resources(), failed(state.freshness(), e, now));
        }
    }

    private static Freshness failed(Freshness before, CloudException failure, Instant now) {
        Freshness.Problem earlier = before.problem();
        return new Freshness(
                before.confirmedAt() == null ? Freshness.State.UNREACHED : Freshness.State.STALE,
                before.confirmedAt(),
                FAILURE_PACE,
                null,
                new Freshness.Problem(
                        failure.category(),
                        String.valueOf(failure.getMessage()),
                        earlier == null ? now : earlier.since(),
                        now.plus(FAILURE_PACE)),
                before.complete(),
                Source.LIST);
    }
}

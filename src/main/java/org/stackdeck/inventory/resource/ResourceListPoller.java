package org.stackdeck.inventory.resource;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.client.ResourceClient;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.inventory.Freshness.Source;
import org.stackdeck.inventory.polling.DemandPollLoop;
import org.stackdeck.inventory.resource.ResourceListState.ScopeKey;

/** Polls the resources of one kind in one cloud while there is demand. */
final class ResourceListPoller {

    private static final Duration MIN_PACE = Duration.ofSeconds(2);
    /** Minimum interval while a resource is in transition. */
    private static final Duration TRANSITION_PACE = Duration.ofSeconds(1);

    private static final Duration MAX_PACE = Duration.ofSeconds(30);
    private static final Duration FAILURE_PACE = Duration.ofSeconds(5);

    /**
     * Ratio of the interval to the duration of a request, so that long lists are requested less often. The shorter of
     * the last two requests counts, because single slow responses are frequent.
     */
    private static final int PAUSE_FACTOR = 10;

    /**
     * Minimum ratio of the interval to the duration of the last request. Also applies while a resource is in
     * transition.
     */
    private static final int MIN_PAUSE_FACTOR = 3;

    /** Maximum time that {@link #replace} waits for a running request, whose result would overwrite the resource. */
    private static final Duration MAX_WAIT = Duration.ofSeconds(3);

    private static final Logger LOG = LoggerFactory.getLogger(ResourceListPoller.class);

    private final CloudName cloud;
    private final ResourceKind kind;
    private final Clouds clouds;
    private final Clock clock;
    private final Clock monotonicClock;
    private final Runnable changed;
    private final DemandPollLoop loop;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile ResourceListState state =
            ResourceListState.unloaded(new Freshness(Freshness.State.LOADING, null, MIN_PACE, null, null, false, Source.LIST));

    /**
     * Whether the last request listed at least one scope, so that its duration determines the pace. Guarded by the
     * lock.
     */
    private boolean isThrottled;
    /** Duration of the last request. Guarded by the lock. */
    private @Nullable Duration lastDuration;

    /**
     * @param demand returns whether a user views the resources; {@link #wake} must be called when the demand begins
     * @param changed called after each request or replacement, on the poller's thread or the thread that calls {@link
     *     #refresh} or {@link #replace}; must not block
     */
    ResourceListPoller(
            CloudName cloud,
            ResourceKind kind,
            Clouds clouds,
            Clock clock,
            Clock monotonicClock,
            BooleanSupplier demand,
            Runnable changed) {
        this.cloud = cloud;
        this.kind = kind;
        this.clouds = clouds;
        this.clock = clock;
        this.monotonicClock = monotonicClock;
        this.changed = changed;
        this.loop =
                new DemandPollLoop("resources-" + kind.code() + "-" + cloud, demand, monotonicClock, this::pollIfDue);
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

    /**
     * Makes a poll due soon, because resources may have changed. Without demand, the poll waits until demand begins.
     */
    void hint() {
        loop.hint();
    }

    CloudName cloud() {
        return cloud;
    }

    ResourceListState state() {
        return state;
    }

    /** Returns the states of the pollers, ordered by cloud. */
    static Map<CloudName, ResourceListState> states(Stream<ResourceListPoller> pollers) {
        Map<CloudName, ResourceListState> states = new TreeMap<>();
        pollers.forEach(poller -> states.put(poller.cloud, poller.state));
        return states;
    }

    /** Ends the interval after the last request. During a request, skips the interval after it. */
    void expire() {
        loop.expire();
    }

    /**
     * Requests the resources unless the loop is pausing after the last request, which may have failed. Concurrent
     * callers share one request.
     */
    void refresh() {
        if (!loop.isPaused()) {
            poll(loop::isPaused);
        }
    }

    /** Requests the resources unless another thread has done so while the loop waited for the lock. */
    private void pollIfDue() {
        poll(() -> loop.dueIn().isPositive());
    }

    /**
     * Requests the resources.
     *
     * @param isDone returns whether no request is necessary; called after the wait for a running request
     */
    private void poll(BooleanSupplier isDone) {
        lock.lock();
        try {
            if (isDone.getAsBoolean()) {
                return;
            }
            Instant start = loop.begin();
            ResourceListState loaded = load(clock.instant());
            Duration pace = pace(loaded, Duration.between(start, monotonicClock.instant()));
            state = loaded.withPace(pace);
            loop.end(start, pace, loaded.freshness().problem() != null && !isThrottled);
        } finally {
            lock.unlock();
        }
        changed.run();
    }

    /**
     * Replaces resources with their current state. Does nothing if a running request does not end within {@link
     * #MAX_WAIT}.
     *
     * @param current by ID; empty if the resource no longer exists
     */
    void replace(Map<String, Optional<CloudResource>> current) throws InterruptedException {
        if (!lock.tryLock(MAX_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
            return;
        }
        try {
            ResourceListState before = state;
            if (current.entrySet().stream()
                    .allMatch(entry -> before.find(entry.getKey()).equals(entry.getValue()))) {
                return;
            }
            state = before.withReplaced(current);
        } finally {
            lock.unlock();
        }
        changed.run();
    }

    private Duration pace(ResourceListState loaded, Duration request) {
        if (loaded.freshness().problem() != null && !isThrottled) {
            return FAILURE_PACE;
        }
        Duration previous = lastDuration;
        lastDuration = request;
        if (loaded.isInTransition()) {
            return DemandPollLoop.pauseAfter(request, MIN_PAUSE_FACTOR, TRANSITION_PACE, MAX_PACE);
        }
        Duration min = DemandPollLoop.pauseAfter(request, MIN_PAUSE_FACTOR, MIN_PACE, MAX_PACE);
        // The first request includes establishing connections and is often the slowest.
        return previous == null
                ? min
                : DemandPollLoop.pauseAfter(
                        previous.compareTo(request) < 0 ? previous : request, PAUSE_FACTOR, min, MAX_PACE);
    }

    /** Lists each scope. A scope that fails keeps the resources of its last list. */
    private ResourceListState load(Instant now) {
        List<ResourceClient> clients = clouds.resourceClients(cloud);
        if (clients.isEmpty()) {
            CloudException unknown = new CloudException(
                    CloudException.Category.UNAVAILABLE, "The projects of the cloud have not been loaded yet");
            return state.withFreshness(before -> failed(unknown, before, before.complete(), now));
        }
        Map<ScopeKey, List<CloudResource>> fresh = new LinkedHashMap<>();
        Map<ScopeKey, List<CloudResource>> kept = new LinkedHashMap<>();
        Map<ScopeKey, Freshness> scopes = new LinkedHashMap<>();
        CloudException failure = null;
        for (ResourceClient client : clients) {
            ScopeKey scope = ScopeKey.of(client.scope());
            try {
                if (failure == null || !failure.concernsService()) {
                    fresh.put(scope, client.list(kind));
                    scopes.put(
                            scope, new Freshness(Freshness.State.LIVE, now, MIN_PACE, null, null, true, Source.LIST));
                    continue;
                }
            } catch (CloudException e) {
                failure = e;
            } catch (RuntimeException e) {
                // One malformed object must not affect the other scopes.
                LOG.warn("Could not load the {} of the cloud {}. Stackdeck tries again", kind.code(), cloud, e);
                failure = new CloudException(
                        CloudException.Category.UNINTELLIGIBLE, "The response does not conform to the service's API");
            }
            List<CloudResource> last = state.lists().get(scope);
            if (last != null) {
                kept.put(scope, last.stream().filter(isOwn(client)).toList());
            }
            scopes.put(scope, failed(failure, state.scopes().get(scope), last != null, now));
        }
        if (!fresh.isEmpty()) {
            // Each scope lists all published resources without a project, such as flavors. The fresh lists therefore
            // contain them.
            kept.replaceAll((_, list) -> list.stream()
                    .filter(resource -> resource.kind().hasProject() || !resource.published())
                    .toList());
        }
        isThrottled = !fresh.isEmpty();
        // For a published resource that several scopes list, a fresh list takes precedence.
        Map<ScopeKey, List<CloudResource>> lists = new LinkedHashMap<>(fresh);
        lists.putAll(kept);
        return state.withLists(lists, scopes);
    }

    private static Predicate<CloudResource> isOwn(ResourceClient client) {
        return resource -> !resource.kind().hasProject()
                || (resource.project() != null
                        && client.covers(resource.project().id()));
    }

    private static Freshness failed(CloudException failure, @Nullable Freshness before, boolean complete, Instant now) {
        Instant confirmedAt = before == null ? null : before.confirmedAt();
        Freshness.Problem earlier = before == null ? null : before.problem();
        return new Freshness(
                confirmedAt == null ? Freshness.State.UNREACHED : Freshness.State.STALE,
                confirmedAt,
                FAILURE_PACE,
                null,
                new Freshness.Problem(
                        failure.category(),
                        String.valueOf(failure.getMessage()),
                        earlier == null ? now : earlier.since(),
                        now.plus(FAILURE_PACE)),
                complete,
                Source.LIST);
    }
}

package org.stackdeck.inventory.resource;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.inventory.Freshness.Source;
import org.stackdeck.inventory.polling.loop.DemandPollLoop;
import org.stackdeck.platform.CoalescingTask;

/**
 * Polls the resources of one kind in one cloud while there is demand. With several nodes, one of them sends each
 * request, and the others read the published list.
 */
final class ResourceListPoller {

    /**
     * Time after which this node requests the list if the node that did so before does not. Longer than most requests.
     */
    private static final Duration TAKEOVER_DELAY = Duration.ofSeconds(1);

    /** Interval in which this node checks whether the request of another node has ended. */
    private static final Duration CHECK_INTERVAL = Duration.ofMillis(250);

    private final ResourceListLoader loader;
    private final Clock clock;
    private final Clock monotonicClock;
    private final BooleanSupplier demand;
    private final Runnable changed;
    private final DemandPollLoop loop;
    /** Null if several nodes are not enabled. Used with the lock, except at the start and the end. */
    private final @Nullable SharedResourceList shared;

    private final CoalescingTask publishedUpdate;
    private final ReentrantLock lock = new ReentrantLock();
    /** Guards changes of the state and the replacements. Unlike the lock, it is not held during requests. */
    private final Object stateMonitor = new Object();
    /** The resources that were replaced since the start of the last request. */
    private final Map<String, Optional<CloudResource>> replacedSinceStart = new HashMap<>();

    private final NotifiedResourceReader notifiedResources;
    private volatile ResourceListState state = ResourceListState.unloaded(
            new Freshness(Freshness.State.LOADING, null, ResourceListPace.MIN, null, null, false, Source.LIST));

    /** Guarded by the lock. */
    private final ResourceListPace pace = new ResourceListPace();

    /**
     * @param shared null if several nodes are not enabled
     * @param demand returns whether a user views the resources; {@link #wake} must be called when the demand begins
     * @param changed called after each request or replacement, on the poller's thread or the thread that calls {@link
     *     #refresh} or {@link #replace}; must not block
     */
    ResourceListPoller(
            ResourceListLoader loader,
            Clock clock,
            Clock monotonicClock,
            @Nullable SharedResourceList shared,
            BooleanSupplier demand,
            Runnable changed) {
        this.loader = loader;
        this.clock = clock;
        this.monotonicClock = monotonicClock;
        this.shared = shared;
        this.demand = demand;
        this.changed = changed;
        String name = loader.kind().code() + "-" + loader.cloud();
        this.loop = new DemandPollLoop("resources-" + name, demand, monotonicClock, this::pollIfDue);
        this.publishedUpdate = new CoalescingTask("published-resources-" + name, this::updatePublished);
        this.notifiedResources = new NotifiedResourceReader(loader, this::replace, loop::hint);
        if (shared != null) {
            shared.watch(demand, publishedUpdate::trigger);
        }
    }

    void start() {
        loop.start();
    }

    void stop() {
        loop.stop();
        if (shared != null) {
            shared.close();
        }
    }

    void wake() {
        loop.wake();
    }

    /**
     * Makes a poll due soon, because resources may have changed. If the list is long, requests only the resource with
     * the ID. Without demand, the poll waits until demand begins.
     *
     * @param id null if it is unknown
     */
    void hint(@Nullable String id) {
        if (id != null && demand.getAsBoolean() && state.freshness().pace().compareTo(ResourceListPace.MIN) > 0) {
            notifiedResources.add(id);
        } else {
            loop.hint();
        }
    }

    CloudName cloud() {
        return loader.cloud();
    }

    boolean hasDemand() {
        return demand.getAsBoolean();
    }

    ResourceListState state() {
        return state;
    }

    /** Returns the states of the pollers, ordered by cloud. */
    static Map<CloudName, ResourceListState> states(Stream<ResourceListPoller> pollers) {
        Map<CloudName, ResourceListState> states = new TreeMap<>();
        pollers.forEach(poller -> states.put(poller.cloud(), poller.state));
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
     * Requests the resources, or waits for the request of another node.
     *
     * @param isDone returns whether no request is necessary; called after the wait for a running request
     */
    private void poll(BooleanSupplier isDone) {
        lock.lock();
        try {
            if (isDone.getAsBoolean()) {
                return;
            }
            if (shared == null) {
                var _ = request();
            } else {
                pollShared(shared, isDone);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        } finally {
            lock.unlock();
        }
        changed.run();
    }

    private void pollShared(SharedResourceList list, BooleanSupplier isDone) throws InterruptedException {
        var _ = applyPublished(list);
        while (!isDone.getAsBoolean()) {
            if (!loader.isReady()) {
                var _ = request();
                return;
            }
            if (list.acquire()) {
                try {
                    Instant start = request();
                    list.publish(state, start);
                } finally {
                    list.release();
                }
                return;
            }
            Thread.sleep(CHECK_INTERVAL);
            var _ = applyPublished(list);
        }
    }

    /** Requests the resources, and returns the start of the request. */
    private Instant request() {
        Instant start = loop.begin();
        synchronized (stateMonitor) {
            replacedSinceStart.clear();
        }
        ResourceListLoader.Result result = loader.load(state, clock.instant());
        boolean failed = result.state().freshness().problem() != null && !result.listed();
        Duration pause = pace.after(result.state(), failed, Duration.between(start, monotonicClock.instant()));
        synchronized (stateMonitor) {
            state = result.state().withPace(pause).withReplaced(replacedSinceStart);
        }
        loop.end(start, pause, failed);
        return start;
    }

    private void updatePublished() {
        lock.lock();
        try {
            if (shared == null || !applyPublished(shared)) {
                return;
            }
        } finally {
            lock.unlock();
        }
        changed.run();
    }

    /** Replaces the list with that of another node if that is newer. Returns whether the list was replaced. */
    private boolean applyPublished(SharedResourceList list) {
        SharedResourceList.PublishedState read;
        synchronized (stateMonitor) {
            read = list.read(state).orElse(null);
            if (read == null) {
                return false;
            }
            state = read.state();
        }
        loop.recordOther(read.start(), state.freshness().pace(), TAKEOVER_DELAY, state.hasFailed());
        return true;
    }

    /**
     * Replaces resources with their current state. Also applies to the result of a running request, which may be older.
     *
     * @param current by ID; empty if the resource no longer exists
     * @return whether a resource has changed
     */
    boolean replace(Map<String, Optional<CloudResource>> current) {
        synchronized (stateMonitor) {
            replacedSinceStart.putAll(current);
            ResourceListState before = state;
            if (current.entrySet().stream()
                    .allMatch(entry -> before.find(entry.getKey()).equals(entry.getValue()))) {
                return false;
            }
            state = before.withReplaced(current);
            if (shared != null) {
                shared.recordReplaced(current);
            }
        }
        changed.run();
        return true;
    }
}

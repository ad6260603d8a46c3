package org.stackdeck.platform.node;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.stackdeck.platform.PeriodicTask;

/**
 * Publishes the events of other nodes on this node. Deletes the events of all nodes after ten minutes. Measures times
 * only in this process, so that the clocks of the nodes can differ.
 */
@Component
class NodeEventReader implements SmartInitializingSingleton, DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(NodeEventReader.class);

    /** Number of earlier events that are read at startup, because caches may have been loaded before. */
    private static final int OVERLAP = 100;

    /** Maximum number of events in one read. For this number of events, reloading all caches is faster. */
    static final int MAX_EVENTS = 2_000;

    /** Time without a successful read after which unread events are considered deleted. */
    private static final Duration MAX_PAUSE = Duration.ofMinutes(5);

    private static final Duration RETENTION = Duration.ofMinutes(10);
    private static final Duration MARK_INTERVAL = Duration.ofMinutes(1);

    private final NodeEventRepository repository;
    private final NodeId node;
    private final ApplicationEventPublisher events;
    private final LongSupplier nanoTime;
    private final boolean enabled;
    private final PeriodicTask polls;
    private @Nullable NewNodeEventFilter position;
    private long readAt;
    private final Deque<Mark> marks = new ArrayDeque<>();

    /** The newest event at a time. Events up to this event are deleted later. */
    private record Mark(long id, long at) {}

    @Autowired
    NodeEventReader(
            NodeEventRepository repository,
            ClusterProperties clusterProperties,
            NodeId node,
            ApplicationEventPublisher events) {
        this(repository, clusterProperties, node, events, System::nanoTime);
    }

    NodeEventReader(
            NodeEventRepository repository,
            ClusterProperties clusterProperties,
            NodeId node,
            ApplicationEventPublisher events,
            LongSupplier nanoTime) {
        this.repository = repository;
        this.node = node;
        this.events = events;
        this.nanoTime = nanoTime;
        this.enabled = clusterProperties.enabled();
        this.polls = new PeriodicTask("node-events", Duration.ZERO, clusterProperties.pollInterval(), this::poll);
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (enabled) {
            polls.start();
        }
    }

    @Override
    public void destroy() {
        polls.stop();
    }

    /** Publishes the events since the last call. Must not be called concurrently. */
    void poll() {
        long now = nanoTime.getAsLong();
        NewNodeEventFilter current = position;
        if (current == null) {
            current = new NewNodeEventFilter(Math.max(0, repository.newestId() - OVERLAP));
        } else if (now - readAt > MAX_PAUSE.toNanos()) {
            current = skipToNewest();
        }
        List<NodeEventRepository.Row> rows = repository.findFrom(current.from(), MAX_EVENTS);
        if (rows.size() == MAX_EVENTS) {
            current = skipToNewest();
            rows = List.of();
        }
        position = current;
        readAt = now;
        for (NodeEventRepository.Row row : rows) {
            if (current.accept(row.id(), now) && !row.node().equals(node.toString())) {
                publish(row.event().read());
            }
        }
        current.forgetRolledBack(now);
        deleteOld(current, now);
    }

    /** Skips all unread events. All caches are reloaded instead. */
    private NewNodeEventFilter skipToNewest() {
        NewNodeEventFilter newest = new NewNodeEventFilter(repository.newestId());
        publish(new CachesInvalidated());
        return newest;
    }

    private void publish(NodeEvent event) {
        try {
            events.publishEvent(event);
        } catch (RuntimeException e) {
            LOG.warn("Could not process the change {} of another node", event, e);
        }
    }

    private void deleteOld(NewNodeEventFilter current, long now) {
        if (marks.isEmpty() || now - marks.getLast().at() > MARK_INTERVAL.toNanos()) {
            marks.add(new Mark(current.highest(), now));
        }
        if (now - marks.getFirst().at() > RETENTION.toNanos()) {
            repository.deleteUntil(marks.removeFirst().id());
        }
    }
}

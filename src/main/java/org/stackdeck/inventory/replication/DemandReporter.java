package org.stackdeck.inventory.replication;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.inventory.polling.PollDemandTracker;
import org.stackdeck.inventory.store.ScopeKey;
import org.stackdeck.platform.node.NodeEvent;

/** Reports the poll demand and the change hints of this node to the polling nodes. */
final class DemandReporter {

    /** Time for which a report applies that users view servers. */
    static final Duration VALIDITY = Duration.ofSeconds(6);

    private static final Duration INTERVAL = Duration.ofSeconds(2);

    /**
     * Maximum number of scopes, of hints and of server pages in one report. Further scopes and hints wait for the next
     * report. Further pages are not reported.
     */
    private static final int MAX_OF_A_KIND = 20;

    private final PollDemandTracker demandTracker;
    private final Predicate<@Nullable CloudName> polledElsewhere;
    private final Consumer<List<NodeEvent>> publisher;
    private final Clock clock;
    private final Map<ScopeKey, Instant> followed = new ConcurrentHashMap<>();
    private final Set<ServerKey> hinted = ConcurrentHashMap.newKeySet();
    /** Time of the last report of each scope. Used by {@link #report} only. */
    private final Map<ScopeKey, Instant> followsReportedAt = new HashMap<>();

    private Instant viewersReportedAt = Instant.MIN;

    /**
     * @param polledElsewhere returns whether another node polls the cloud or, for null, any cloud
     * @param clock a monotonic clock
     */
    DemandReporter(
            PollDemandTracker demandTracker,
            Predicate<@Nullable CloudName> polledElsewhere,
            Consumer<List<NodeEvent>> publisher,
            Clock clock) {
        this.demandTracker = demandTracker;
        this.polledElsewhere = polledElsewhere;
        this.publisher = publisher;
        this.clock = clock;
    }

    void follow(ScopeKey scope, Duration time) {
        followed.merge(scope, clock.instant().plus(time), (one, other) -> one.isAfter(other) ? one : other);
    }

    void hint(ServerKey server) {
        hinted.add(server);
    }

    /**
     * Publishes the reports that are due. Does not use the database if none are due. Must not be called concurrently.
     */
    void report() {
        Instant now = clock.instant();
        followed.values().removeIf(until -> !until.isAfter(now));
        followsReportedAt.keySet().retainAll(followed.keySet());
        hinted.removeIf(server -> !polledElsewhere.test(server.cloud()));
        boolean viewersDue = polledElsewhere.test(null)
                && demandTracker.hasLocalViewers()
                && !now.isBefore(dueAfter(viewersReportedAt));
        List<ScopeKey> scopes = followed.keySet().stream()
                .filter(scope -> polledElsewhere.test(scope.cloud()))
                .filter(scope -> !now.isBefore(dueAfter(followsReportedAt.getOrDefault(scope, Instant.MIN))))
                .limit(MAX_OF_A_KIND)
                .toList();
        List<ServerKey> hints = hinted.stream().limit(MAX_OF_A_KIND).toList();
        List<NodeEvent> events = new ArrayList<>();
        if (viewersDue) {
            events.add(new InventoryViewed(null));
            demandTracker.locallyViewedServers().stream()
                    .filter(server -> polledElsewhere.test(server.cloud()))
                    .limit(MAX_OF_A_KIND)
                    .map(InventoryViewed::new)
                    .forEach(events::add);
        }
        scopes.forEach(scope -> events.add(new ScopeFollowed(
                scope, Duration.between(now, followed.getOrDefault(scope, now)).toMillis())));
        hints.forEach(server -> events.add(new ServerChangeHinted(server)));
        if (events.isEmpty()) {
            return;
        }
        // A hint that arrives while the events are written may be about a later change. It stays for the next report.
        hints.forEach(hinted::remove);
        try {
            publisher.accept(events);
        } catch (RuntimeException e) {
            hinted.addAll(hints);
            throw e;
        }
        scopes.forEach(scope -> followsReportedAt.put(scope, now));
        viewersReportedAt = viewersDue ? now : viewersReportedAt;
    }

    private static Instant dueAfter(Instant reportedAt) {
        return reportedAt.equals(Instant.MIN) ? reportedAt : reportedAt.plus(INTERVAL);
    }
}

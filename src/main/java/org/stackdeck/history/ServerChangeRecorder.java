package org.stackdeck.history;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.inventory.InventorySnapshot;
import org.stackdeck.operations.OperationService;

/**
 * Detects changes of servers by comparing snapshots of the inventory, and stores them. It therefore delays no poll, and
 * the changes during an outage of a project are one set of changes. The first complete state of a cloud after the start
 * is not compared, except with regard to the status ERROR: what happened while Stackdeck was not running is not a
 * current event.
 */
@Component
public class ServerChangeRecorder {

    /**
     * Time after the end of an operation, or before the last confirmed state, in which a change is attributed to the
     * operation. Covers the delay of polls, of the replication between nodes, and differences between clocks.
     */
    static final Duration TOLERANCE = Duration.ofMinutes(2);

    /** Time after which the state of a cloud is compared even if one of its projects can never be loaded. */
    static final Duration INCOMPLETE_START = Duration.ofMinutes(10);

    /** Maximum age of an operation that can have caused a change detected after an outage. */
    static final Duration MAX_OUTAGE = Duration.ofHours(24);

    private final Inventory inventory;
    private final Clouds clouds;
    private final OperationService operationService;
    private final ServerChangeRepository store;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    // The fields below are used only by the thread that checks.
    private long version = -1;
    /** The last settled state of each server, and the first state of servers that were never settled. */
    private Map<ServerKey, Server> known = new HashMap<>();
    /** Servers that were missing at the last check. */
    private Set<ServerKey> missing = Set.of();

    private final Map<CloudName, Instant> firstSeen = new HashMap<>();
    private final Map<CloudName, Instant> lastComplete = new HashMap<>();
    /** Times of the projects that are complete while another project of their cloud is not. */
    private final Map<ProjectKey, Instant> lastCompleteOfProjects = new HashMap<>();

    ServerChangeRecorder(
            Inventory inventory,
            Clouds clouds,
            OperationService operationService,
            ServerChangeRepository store,
            ApplicationEventPublisher events,
            Clock clock) {
        this.inventory = inventory;
        this.clouds = clouds;
        this.operationService = operationService;
        this.store = store;
        this.events = events;
        this.clock = clock;
    }

    private record ProjectKey(CloudName cloud, ProjectId project) {}

    /** @param server the server after the change, or before a deletion */
    private record Difference(Server server, ServerChangeKind kind) {}

    /** Compares the current snapshot with the last one. Must not be called concurrently. */
    public void check() {
        InventorySnapshot snapshot = inventory.snapshot();
        if (snapshot.version() != version || !missing.isEmpty()) {
            compare(snapshot);
        }
        Instant now = clock.instant();
        firstSeen.keySet().retainAll(snapshot.freshness().keySet());
        lastComplete.keySet().retainAll(snapshot.freshness().keySet());
        snapshot.freshness().forEach((cloud, freshness) -> {
            firstSeen.putIfAbsent(cloud, now);
            if (isComplete(freshness)) {
                lastComplete.put(cloud, now);
            }
        });
        recordCompleteProjects(snapshot, now);
    }

    /** A project that cannot be loaded must not affect the comparison of the other projects of its cloud. */
    private void recordCompleteProjects(InventorySnapshot snapshot, Instant now) {
        Set<ProjectKey> observed = new HashSet<>();
        for (Project project : clouds.projects()) {
            ProjectKey key = new ProjectKey(project.cloud(), project.id());
            Freshness ofCloud = snapshot.freshness().get(key.cloud());
            if (ofCloud != null && !isComplete(ofCloud)) {
                observed.add(key);
                if (isComplete(inventory.freshness(key.cloud(), key.project()).orElse(null))) {
                    lastCompleteOfProjects.put(key, now);
                }
            }
        }
        lastCompleteOfProjects.keySet().retainAll(observed);
    }

    /** Returns when the servers of the server's project were last complete; null if they never were. */
    private @Nullable Instant lastComplete(Server server) {
        Instant ofCloud = lastComplete.get(server.cloud());
        Instant ofProject = lastCompleteOfProjects.get(
                new ProjectKey(server.cloud(), server.project().id()));
        return ofProject == null || (ofCloud != null && ofCloud.isAfter(ofProject)) ? ofCloud : ofProject;
    }

    private boolean isComplete(InventorySnapshot snapshot, Server server) {
        return isComplete(snapshot.freshness().get(server.cloud()))
                || isComplete(inventory
                        .freshness(server.cloud(), server.project().id())
                        .orElse(null));
    }

    private void compare(InventorySnapshot snapshot) {
        Map<ServerKey, Server> next = HashMap.newHashMap(snapshot.servers().size());
        List<Difference> differences = new ArrayList<>();
        snapshot.servers().values().stream()
                .filter(server -> !server.deleted())
                .forEach(server -> next.put(server.key(), compare(server, differences)));
        Set<ServerKey> nextMissing = new HashSet<>();
        known.forEach((key, before) -> {
            if (!next.containsKey(key) && isStillObserved(before, snapshot)) {
                boolean complete = isComplete(snapshot, before);
                if (complete && lastComplete(before) == null) {
                    // The server was deleted before the first complete state, possibly while Stackdeck was not running.
                    return;
                }
                if (complete && missing.contains(key)) {
                    addIfCompared(new Difference(before, ServerChangeKind.DELETED), differences);
                } else {
                    next.put(key, before);
                    if (complete) {
                        nextMissing.add(key);
                    }
                }
            }
        });
        // If the database is unavailable, an exception ends this check, and the next check compares with the same state
        // again.
        store(differences);
        version = snapshot.version();
        known = next;
        missing = nextMissing;
    }

    /** Adds the differences of the server and returns the state with which the next one is compared. */
    private Server compare(Server server, List<Difference> differences) {
        Server before = known.get(server.key());
        if (before == null) {
            if (isNew(server)) {
                differences.add(new Difference(server, ServerChangeKind.CREATED));
            }
            return server;
        }
        if (!ServerComparison.isSettled(server)) {
            return before;
        }
        ServerComparison.changes(before, server)
                .forEach(kind -> addIfCompared(new Difference(server, kind), differences));
        return server;
    }

    private void addIfCompared(Difference difference, List<Difference> differences) {
        Instant since = firstSeen.get(difference.server().cloud());
        if (difference.kind() == ServerChangeKind.FAILED
                || lastComplete(difference.server()) != null
                || (since != null && !clock.instant().isBefore(since.plus(INCOMPLETE_START)))) {
            differences.add(difference);
        }
    }

    /**
     * Returns whether the server was created after the last complete state. Other servers existed before, but were not
     * visible.
     */
    private boolean isNew(Server server) {
        Instant complete = lastComplete(server);
        return complete != null && server.created().isAfter(complete.minus(TOLERANCE));
    }

    /** Returns whether the project of the server is still loaded, so that the server must be in a complete state. */
    private boolean isStillObserved(Server server, InventorySnapshot snapshot) {
        return snapshot.freshness().containsKey(server.cloud())
                && clouds.project(server.cloud(), server.project().id()).isPresent();
    }

    private static boolean isComplete(@Nullable Freshness freshness) {
        return freshness != null && freshness.complete() && freshness.state() == Freshness.State.LIVE;
    }

    private void store(List<Difference> differences) {
        if (differences.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        Map<ServerKey, Instant> since = new HashMap<>();
        differences.forEach(
                difference -> since.put(difference.server().key(), operationsSince(difference.server(), now)));
        Set<ServerKey> operated = operationService.findServersWithOperationsSince(since);
        List<ServerChange> recorded = store.addMissing(differences.stream()
                .map(difference -> new DetectedServerChange(
                        difference.server(), difference.kind(), isByOperation(difference, operated)))
                .toList());
        if (!recorded.isEmpty()) {
            events.publishEvent(new ServerChangesRecorded(
                    recorded,
                    differences.stream()
                            .map(Difference::server)
                            .collect(Collectors.toMap(Server::key, Function.identity(), (first, _) -> first))));
        }
    }

    /** Returns the earliest end of an operation that can have caused a change of the server. */
    private Instant operationsSince(Server server, Instant now) {
        Instant complete = lastComplete(server);
        Instant since = complete == null ? now : complete;
        Instant earliest = now.minus(MAX_OUTAGE);
        return (since.isBefore(earliest) ? earliest : since).minus(TOLERANCE);
    }

    /** Only Stackdeck writes reserved metadata, and when a server is new, only the operation that creates it. */
    private static boolean isByOperation(Difference difference, Set<ServerKey> operated) {
        Server server = difference.server();
        return operated.contains(server.key())
                || (difference.kind() == ServerChangeKind.CREATED
                        && server.userMetadata().size() < server.metadata().size());
    }
}

package org.stackdeck.ui.servers.grid;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.operations.Operation;
import org.stackdeck.ui.ViewLogic;

/** The latest operation of each server. Keeps an operation until it ends or, if it fails, for one more minute. */
@ViewLogic
public final class RecentServerOperations {

    static final Duration FAILURE_DISPLAY_TIME = Duration.ofMinutes(1);

    private final Clock clock;
    private final Map<ServerKey, Operation> latest = new HashMap<>();

    public RecentServerOperations(Clock clock) {
        this.clock = clock;
    }

    @Nullable
    public Operation find(ServerKey server) {
        return latest.isEmpty() ? null : latest.get(server);
    }

    boolean isPending(ServerKey server) {
        Operation operation = find(server);
        return operation != null && !operation.state().isFinal();
    }

    /** Returns the servers with an operation that has not ended. */
    List<ServerKey> pendingServers() {
        return latest.isEmpty()
                ? List.of()
                : latest.keySet().stream().filter(this::isPending).toList();
    }

    /** Applies an operation update. Returns whether the server's row must be repainted. */
    public boolean apply(Operation operation) {
        if (!operation.hasTarget()) {
            // The operation has no server yet; PendingServers shows it. Later updates contain the key of the created
            // server.
            return false;
        }
        Operation known = latest.get(operation.server());
        if (known != null && !known.id().equals(operation.id()) && isNewer(known, operation)) {
            return false;
        }
        // Updates may arrive out of order: an operation that has ended does not run again.
        if (known != null && known.id().equals(operation.id()) && known.state().isFinal()) {
            return false;
        }
        if (isStillShown(operation)) {
            latest.put(operation.server(), operation);
            return true;
        }
        return latest.remove(operation.server()) != null;
    }

    /** Removes failures whose display time is over. Returns the servers whose rows must be repainted. */
    public Set<ServerKey> removeExpired() {
        if (latest.isEmpty()) {
            return Set.of();
        }
        Set<ServerKey> expired = new HashSet<>();
        latest.forEach((server, operation) -> {
            if (!isStillShown(operation)) {
                expired.add(server);
            }
        });
        expired.forEach(latest::remove);
        return expired;
    }

    private boolean isStillShown(Operation operation) {
        return switch (operation.state()) {
            case WAITING, RUNNING -> true;
            case SUCCEEDED, CANCELLED -> false;
            case FAILED -> {
                Instant end = operation.finishedAt() != null ? operation.finishedAt() : operation.acceptedAt();
                yield clock.instant().isBefore(end.plus(FAILURE_DISPLAY_TIME));
            }
        };
    }

    private static boolean isNewer(Operation known, Operation operation) {
        return known.acceptedAt().isAfter(operation.acceptedAt());
    }
}

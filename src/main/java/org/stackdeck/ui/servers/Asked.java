package org.stackdeck.ui.servers;

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
import org.stackdeck.ui.ViewModel;

/** The latest operation of each server, as long as its row shows it: until it ends, or one minute after it failed. */
@ViewModel
final class Asked {

    static final Duration FAILURE_SHOWN = Duration.ofMinutes(1);

    private final Clock clock;
    private final Map<ServerKey, Operation> latest = new HashMap<>();

    Asked(Clock clock) {
        this.clock = clock;
    }

    @Nullable
    Operation of(ServerKey server) {
        return latest.isEmpty() ? null : latest.get(server);
    }

    boolean moving(ServerKey server) {
        Operation operation = of(server);
        return operation != null && !operation.state().ended();
    }

    /** Returns the servers that have an operation that has not ended. */
    List<ServerKey> moving() {
        return latest.isEmpty()
                ? List.of()
                : latest.keySet().stream().filter(this::moving).toList();
    }

    /** Applies an operation update. Returns false if the server's row does not change. */
    boolean take(Operation operation) {
        if (!operation.begun()) {
            // The operation has no server yet, so no row shows it. Later updates carry the key of the created server.
            return false;
        }
        Operation known = latest.get(operation.server());
        if (known != null && !known.id().equals(operation.id()) && newer(known, operation)) {
            return false;
        }
        // Updates may arrive out of order: an operation that ended does not run again.
        if (known != null && known.id().equals(operation.id()) && known.state().ended()) {
            return false;
        }
        if (worthAWord(operation)) {
            latest.put(operation.server(), operation);
            return true;
        }
        return latest.remove(operation.server()) != null;
    }

    /** Removes failures whose display time is over. Returns the servers whose rows changed. */
    Set<ServerKey> expire() {
        if (latest.isEmpty()) {
            return Set.of();
        }
        Set<ServerKey> expired = new HashSet<>();
        latest.forEach((server, operation) -> {
            if (!worthAWord(operation)) {
                expired.add(server);
            }
        });
        expired.forEach(latest::remove);
        return expired;
    }

    private boolean worthAWord(Operation operation) {
        return switch (operation.state()) {
            case WAITING, RUNNING -> true;
            case SUCCEEDED, CANCELLED -> false;
            case FAILED -> {
                Instant end = operation.finishedAt() != null ? operation.finishedAt() : operation.acceptedAt();
                yield clock.instant().isBefore(end.plus(FAILURE_SHOWN));
            }
        };
    }

    private static boolean newer(Operation known, Operation operation) {
        return known.acceptedAt().isAfter(operation.acceptedAt());
    }
}

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

/**
 * What was asked of servers and is still worth a word on their rows: operations that have not ended, and failures of the
 * last minute.
 */
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

    /** The servers of which something was asked that has not ended. */
    List<ServerKey> moving() {
        return latest.isEmpty()
                ? List.of()
                : latest.keySet().stream().filter(this::moving).toList();
    }

    /** Takes the news of an operation; false when it says nothing new about the server's row. */
    boolean take(Operation operation) {
        if (!operation.begun()) {
            // No row has it: what becomes of it will be told of another server, the one that is made.
            return false;
        }
        Operation known = latest.get(operation.server());
        if (known != null && !known.id().equals(operation.id()) && newer(known, operation)) {
            return false;
        }
        // News may overtake each other: an operation that ended does not run again.
        if (known != null && known.id().equals(operation.id()) && known.state().ended()) {
            return false;
        }
        if (worthAWord(operation)) {
            latest.put(operation.server(), operation);
            return true;
        }
        return latest.remove(operation.server()) != null;
    }

    /** Forgets failures that were shown long enough, and tells whose rows changed by it. */
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

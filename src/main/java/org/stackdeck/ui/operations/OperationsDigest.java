package org.stackdeck.ui.operations;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationId;
import org.stackdeck.ui.ViewModel;

/** What the bar says: operations that have not ended, and those that failed in the last ten minutes. */
@ViewModel
final class OperationsDigest {

    static final Duration FAILURE_SHOWN = Duration.ofMinutes(10);

    private static final Comparator<Operation> NEWEST_FIRST =
            Comparator.comparing(Operation::acceptedAt).reversed();

    private final Clock clock;
    private final Map<OperationId, Operation> known = new HashMap<>();

    OperationsDigest(Clock clock) {
        this.clock = clock;
    }

    /** Takes those that are not known yet: of the others, news has told more. */
    void fill(Collection<Operation> recent) {
        recent.forEach(operation -> known.putIfAbsent(operation.id(), operation));
        known.values().removeIf(o -> !worthAWord(o));
    }

    void keep(Predicate<Operation> visible) {
        known.values().removeIf(visible.negate());
    }

    void take(Operation operation) {
        Operation before = known.get(operation.id());
        if (before == null || !before.state().ended()) {
            known.put(operation.id(), operation);
        }
        known.values().removeIf(o -> !worthAWord(o));
    }

    List<Operation> running() {
        return known.values().stream()
                .filter(o -> !o.state().ended())
                .sorted(NEWEST_FIRST)
                .toList();
    }

    /** Failures, newest first. */
    List<Operation> failed() {
        return known.values().stream()
                .filter(o -> o.state() == Operation.State.FAILED && worthAWord(o))
                .sorted(NEWEST_FIRST)
                .toList();
    }

    private boolean worthAWord(Operation operation) {
        return switch (operation.state()) {
            case WAITING, RUNNING -> true;
            case SUCCEEDED, CANCELLED -> false;
            case FAILED -> {
                Instant end = Optional.ofNullable(operation.finishedAt()).orElse(operation.acceptedAt());
                yield clock.instant().isBefore(end.plus(FAILURE_SHOWN));
            }
        };
    }
}

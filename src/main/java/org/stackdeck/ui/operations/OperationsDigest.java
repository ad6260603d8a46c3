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

/**
 * Model of the bar: operations that have not ended, those that failed in the last ten minutes, and generated passwords
 * that were not shown yet.
 */
@ViewModel
final class OperationsDigest {

    static final Duration FAILURE_SHOWN = Duration.ofMinutes(10);

    private static final Comparator<Operation> NEWEST_FIRST =
            Comparator.comparing(Operation::acceptedAt).reversed();

    private final Clock clock;
    private final Predicate<Operation> hasPassword;
    private final Map<OperationId, Operation> known = new HashMap<>();

    /** @param hasPassword returns whether the viewer can be shown a password of the operation */
    OperationsDigest(Clock clock, Predicate<Operation> hasPassword) {
        this.hasPassword = hasPassword;
        this.clock = clock;
    }

    /** Adds operations that are not known yet. For known ones, updates are more recent. */
    void fill(Collection<Operation> recent) {
        recent.forEach(operation -> known.putIfAbsent(operation.id(), operation));
        known.values().removeIf(o -> !worthAWord(o));
    }

    void keep(Predicate<Operation> visible) {
        known.values().removeIf(visible.negate());
    }

    void take(Operation operation) {
        Operation before = known.get(operation.id());
        if (before == null || !before.state().ended() || (operation.state().ended() && before.passwordMade())) {
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

    /** Returns failures, newest first. */
    List<Operation> failed() {
        return known.values().stream()
                .filter(o -> o.state() == Operation.State.FAILED && worthAWord(o))
                .sorted(NEWEST_FIRST)
                .toList();
    }

    /** Returns operations with a password that the viewer has not seen, newest first. */
    List<Operation> withPassword() {
        return known.values().stream()
                .filter(this::passwordShown)
                .sorted(NEWEST_FIRST)
                .toList();
    }

    private boolean passwordShown(Operation operation) {
        // The password is generated when the cloud responds, which may be long after the operation was accepted.
        Instant made = Optional.ofNullable(operation.dispatchedAt()).orElse(operation.acceptedAt());
        return hasPassword.test(operation) && clock.instant().isBefore(made.plus(FAILURE_SHOWN));
    }

    private boolean worthAWord(Operation operation) {
        if (passwordShown(operation)) {
            return true;
        }
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

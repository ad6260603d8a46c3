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
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationId;
import org.stackdeck.ui.ViewLogic;

/**
 * Model of the footer bar. Contains operations that have not ended. Also contains, for ten minutes, failed operations
 * and operations with a generated password that the viewer has not seen.
 */
@ViewLogic
final class OperationsBarModel {

    static final Duration FAILURE_DISPLAY_TIME = Duration.ofMinutes(10);

    private static final Comparator<Operation> NEWEST_FIRST =
            Comparator.comparing(Operation::acceptedAt).reversed();

    private final Clock clock;
    private final Predicate<Operation> hasPassword;
    private final Map<OperationId, Operation> known = new HashMap<>();

    /** @param hasPassword returns whether the viewer can display a generated password of the operation */
    OperationsBarModel(Clock clock, Predicate<Operation> hasPassword) {
        this.hasPassword = hasPassword;
        this.clock = clock;
    }

    /**
     * Adds missing operations. To a known operation, adds only a missing message of the cloud, because the known
     * version may be newer.
     */
    void addMissing(Collection<Operation> recent) {
        recent.forEach(operation -> known.merge(operation.id(), operation, Operation::withMessageOf));
        known.values().removeIf(o -> !isStillShown(o));
    }

    void applyVisibility(Function<Operation, Optional<Operation>> visible) {
        known.entrySet().removeIf(entry -> {
            Optional<Operation> now = visible.apply(entry.getValue());
            now.ifPresent(entry::setValue);
            return now.isEmpty();
        });
    }

    void apply(Operation operation) {
        Operation before = known.get(operation.id());
        if (before == null
                || !before.state().isFinal()
                || (operation.state().isFinal() && before.hasGeneratedPassword())) {
            known.put(operation.id(), operation);
        }
        known.values().removeIf(o -> !isStillShown(o));
    }

    boolean isRunning(OperationId id) {
        Operation operation = known.get(id);
        return operation != null && !operation.state().isFinal();
    }

    List<Operation> running() {
        return newestFirst(operation -> !operation.state().isFinal());
    }

    /** Returns the operations that failed in the last ten minutes, newest first. */
    List<Operation> failed() {
        return newestFirst(operation -> operation.state() == Operation.State.FAILED && isStillShown(operation));
    }

    /**
     * Returns the operations with a generated password that the viewer has not seen, newest first. Omits operations
     * that were sent more than ten minutes ago.
     */
    List<Operation> withUnseenPassword() {
        return newestFirst(this::hasUnseenPassword);
    }

    /** Returns the earliest time at which the display of a failure or password ends; empty if none is displayed. */
    Optional<Instant> nextRemoval() {
        Instant now = clock.instant();
        return known.values().stream()
                .flatMap(operation -> Stream.of(failureEnd(operation), passwordEnd(operation)))
                .flatMap(Optional::stream)
                .filter(now::isBefore)
                .min(Comparator.naturalOrder());
    }

    private List<Operation> newestFirst(Predicate<Operation> filter) {
        return known.values().stream().filter(filter).sorted(NEWEST_FIRST).toList();
    }

    private boolean hasUnseenPassword(Operation operation) {
        return passwordEnd(operation).filter(clock.instant()::isBefore).isPresent();
    }

    private Optional<Instant> passwordEnd(Operation operation) {
        // Nova generates the password after Stackdeck has sent the operation, which can be long after the acceptance.
        return Optional.of(Optional.ofNullable(operation.dispatchedAt()).orElse(operation.acceptedAt()))
                .filter(_ -> hasPassword.test(operation))
                .map(sentAt -> sentAt.plus(FAILURE_DISPLAY_TIME));
    }

    private static Optional<Instant> failureEnd(Operation operation) {
        return Optional.of(Optional.ofNullable(operation.finishedAt()).orElse(operation.acceptedAt()))
                .filter(_ -> operation.state() == Operation.State.FAILED)
                .map(finishedAt -> finishedAt.plus(FAILURE_DISPLAY_TIME));
    }

    private boolean isStillShown(Operation operation) {
        if (hasUnseenPassword(operation)) {
            return true;
        }
        return switch (operation.state()) {
            case WAITING, RUNNING -> true;
            case SUCCEEDED, CANCELLED -> false;
            case FAILED ->
                failureEnd(operation).filter(clock.instant()::isBefore).isPresent();
        };
    }
}

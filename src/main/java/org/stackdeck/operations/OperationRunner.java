package org.stackdeck.operations;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Executes an operation step by step, beginning at its stored state. It can be interrupted between any two steps and
 * resumed on another node: only the row determines the next step.
 */
@Component
class OperationRunner {

    /** Longer pauses are left to the scheduler, so that waiting operations are not only in memory. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final OperationStore store;
    private final Dispatcher dispatcher;
    private final Tracker tracker;
    private final OperationSettings settings;
    private final Clock clock;
    private final Pause pause;

    OperationRunner(
            OperationStore store,
            Dispatcher dispatcher,
            Tracker tracker,
            OperationSettings settings,
            Clock clock,
            Pause pause) {
        this.store = store;
        this.dispatcher = dispatcher;
        this.tracker = tracker;
        this.settings = settings;
        this.clock = clock;
        this.pause = pause;
    }

    /**
     * Runs for a limited time.
     *
     * @param stopping whether Stackdeck is shutting down
     * @return when to continue, or empty when the operation has ended
     */
    Optional<Instant> run(OperationId id, BooleanSupplier stopping) throws InterruptedException {
        Instant end = clock.instant().plus(settings.shift());
        while (true) {
            switch (step(id)) {
                case Next.Ended() -> {
                    return Optional.empty();
                }
                case Next.Later(Duration after) -> {
                    return Optional.of(clock.instant().plus(after));
                }
                case Next.Step(Duration after) -> {
                    Instant next = clock.instant().plus(after);
                    if (after.compareTo(LONGEST_PAUSE) > 0 || next.isAfter(end) || stopping.getAsBoolean()) {
                        return Optional.of(next);
                    }
                    pause.rest(after);
                }
            }
        }
    }

    private Next step(OperationId id) throws InterruptedException {
        StoredOperation stored = store.find(id).orElse(null);
        if (stored == null) {
            return new Next.Ended();
        }
        return switch (stored.operation().state()) {
            case WAITING -> dispatcher.dispatch(stored);
            case RUNNING -> look(stored);
            case SUCCEEDED, FAILED, CANCELLED -> new Next.Ended();
        };
    }

    /** An unexpected error must not leave an operation RUNNING forever. A database error does not end it. */
    private Next look(StoredOperation stored) {
        try {
            return tracker.look(stored);
        } catch (DataAccessException | TransactionException e) {
            throw e;
        } catch (RuntimeException e) {
            return tracker.givenUp(stored, e).orElseThrow(() -> e);
        }
    }
}

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
 * Takes an operation from wherever its row stands towards its end. It may be killed between any two steps and begun again,
 * also on another node: the row alone says what is to be done next.
 */
@Component
class OperationRunner {

    /** Longer pauses are left to the scheduler, so that nothing waits in memory alone. */
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
     * Runs for a while.
     *
     * @param stopping whether the console is about to stop
     * @return when to go on, or empty when the operation has ended
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

    /** Also what nobody foresaw is no reason to be RUNNING for ever; but a database that is away or busy says nothing. */
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

package org.stackdeck.ui.operations;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.stackdeck.operations.ActionDurationEstimator;
import org.stackdeck.operations.Operation;
import org.stackdeck.ui.ViewLogic;

/**
 * Estimated remaining time of a running operation, based on the duration of similar operations. The browser counts down
 * ({@code time.js}).
 *
 * @param sentAt time at which Stackdeck sent the operation to the cloud
 */
@ViewLogic
public record RemainingTime(Instant sentAt, Duration usualDuration) {

    /**
     * Minimum usual duration for which an estimate is returned. Users could not read the estimate of a shorter
     * operation.
     */
    private static final Duration MIN_USUAL_DURATION = Duration.ofSeconds(2);

    public static Optional<RemainingTime> of(Operation operation, ActionDurationEstimator estimator) {
        Instant sent = operation.dispatchedAt();
        if (operation.state() != Operation.State.RUNNING || sent == null) {
            return Optional.empty();
        }
        return estimator
                .estimate(operation.cloud(), operation.action())
                .filter(usual -> usual.compareTo(MIN_USUAL_DURATION) >= 0)
                .map(usual -> new RemainingTime(sent, usual));
    }

    /** Returns the remaining time in milliseconds; negative if the operation takes longer than usual. */
    public long remainingMillis(Instant now) {
        return Duration.between(now, sentAt.plus(usualDuration)).toMillis();
    }
}

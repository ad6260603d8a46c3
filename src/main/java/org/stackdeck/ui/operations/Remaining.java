package org.stackdeck.ui.operations;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.UsualDurations;
import org.stackdeck.ui.ViewModel;

/**
 * Estimated remaining time of a running operation, from the duration of similar operations. The browser counts down
 * (time.js).
 *
 * @param sent when the operation was sent to the cloud
 */
@ViewModel
public record Remaining(Instant sent, Duration usual) {

    /** Shorter operations end before a user could read the estimate. */
    private static final Duration WORTH_A_WORD = Duration.ofSeconds(2);

    public static Optional<Remaining> of(Operation operation, UsualDurations durations) {
        Instant sent = operation.dispatchedAt();
        if (operation.state() != Operation.State.RUNNING || sent == null) {
            return Optional.empty();
        }
        return durations
                .of(operation.server().cloud(), operation.action())
                .filter(usual -> usual.compareTo(WORTH_A_WORD) >= 0)
                .map(usual -> new Remaining(sent, usual));
    }

    /** Returns milliseconds; negative if the operation takes longer than usual. */
    public long left(Instant now) {
        return Duration.between(now, sent.plus(usual)).toMillis();
    }
}

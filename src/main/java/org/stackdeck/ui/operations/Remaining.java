package org.stackdeck.ui.operations;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.UsualDurations;
import org.stackdeck.ui.ViewModel;

/**
 * How long an operation that runs should still take, as far as others like it tell. The browser counts on (time.js).
 *
 * @param sent when it was sent to the cloud
 */
@ViewModel
public record Remaining(Instant sent, Duration usual) {

    /** What takes less is over before it was read. */
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

    /** In milliseconds; negative when it takes longer than usual. */
    public long left(Instant now) {
        return Duration.between(now, sent.plus(usual)).toMillis();
    }
}

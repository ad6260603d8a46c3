package org.stackdeck.operations.execution;

import java.time.Duration;
import org.stackdeck.cloud.CloudException;

/** Result of one step of an operation's execution. */
sealed interface StepResult {

    /** The next step runs after this delay, in the same run if the delay is short. */
    record Continue(Duration delay) implements StepResult {

        /**
         * Returns a result with the delay that the cloud requests, within these limits; with the minimum if the cloud
         * requests none. The minimum takes precedence over the maximum.
         */
        static Continue afterError(CloudException problem, Duration atLeast, Duration atMost) {
            return new Continue(problem.retryAfter()
                    .map(requested -> requested.compareTo(atMost) < 0 ? requested : atMost)
                    .filter(requested -> requested.compareTo(atLeast) > 0)
                    .orElse(atLeast));
        }
    }

    /** The run ends and releases its thread. The next step runs after at least this delay. */
    record Reschedule(Duration delay) implements StepResult {}

    record Finished() implements StepResult {}
}

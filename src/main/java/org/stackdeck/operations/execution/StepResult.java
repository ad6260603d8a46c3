package org.stackdeck.operations.execution;

import java.time.Duration;
import org.stackdeck.cloud.CloudException;

/** Result of one step of an operation's execution. */
sealed interface StepResult {

    /** Run another step after this time. */
    record Continue(Duration delay) implements StepResult {

        /**
         * Continues after the time that the cloud requests, within these limits; after the minimum if it requests none.
         */
        static Continue afterError(CloudException problem, Duration atLeast, Duration atMost) {
            return new Continue(problem.retryAfter()
                    .map(asked -> asked.compareTo(atMost) < 0 ? asked : atMost)
                    .filter(asked -> asked.compareTo(atLeast) > 0)
                    .orElse(atLeast));
        }
    }

    /** Release the thread, and run another step when at least this time has passed. */
    record Reschedule(Duration delay) implements StepResult {}

    record Finished() implements StepResult {}
}

package org.stackdeck.operations.execution;

import java.time.Duration;

/** Result of one step of an operation's execution. */
sealed interface StepResult {

    /** Run another step after this time. */
    record Continue(Duration delay) implements StepResult {}

    /** Release the thread, and run another step when at least this time has passed. */
    record Reschedule(Duration delay) implements StepResult {}

    record Finished() implements StepResult {}
}

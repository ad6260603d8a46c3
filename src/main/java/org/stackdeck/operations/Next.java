package org.stackdeck.operations;

import java.time.Duration;

/** Result of one step of an operation's execution. */
sealed interface Next {

    /** Run another step after this time. */
    record Step(Duration after) implements Next {}

    /** Release the thread and run another step, at the earliest after this time. */
    record Later(Duration after) implements Next {}

    record Ended() implements Next {}
}

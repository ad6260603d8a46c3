package org.stackdeck.operations;

import java.time.Duration;

/** What a step of an operation's execution leads to. */
sealed interface Next {

    /** Another step, after this time. */
    record Step(Duration after) implements Next {}

    /** Another step, at the earliest after this time, and with the thread given back until then. */
    record Later(Duration after) implements Next {}

    record Ended() implements Next {}
}

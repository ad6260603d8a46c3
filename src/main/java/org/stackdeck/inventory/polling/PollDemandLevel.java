package org.stackdeck.inventory.polling;

/** The current demand for polling a scope. */
public enum PollDemandLevel {
    IDLE,
    VIEWED,
    /** An operation on a server of the scope is pending. */
    FOLLOWED
}

package org.stackdeck.inventory.polling;

/** The current demand for polling a scope. */
public enum PollDemandLevel {
    IDLE,
    VIEWED,
    /** An operation on one of its servers is pending. */
    FOLLOWED
}

package org.stackdeck.inventory;

/** The current demand for polling a scope. */
enum Interest {
    IDLE,
    LOOKED_AT,
    /** An operation on one of its servers is pending. */
    FOLLOWED
}

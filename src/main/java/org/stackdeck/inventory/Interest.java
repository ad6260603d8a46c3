package org.stackdeck.inventory;

/** How much somebody wants to know about a scope now. */
enum Interest {
    IDLE,
    LOOKED_AT,
    /** An operation on one of its servers is waited for. */
    FOLLOWED
}

package org.stackdeck.inventory;

/**
 * The scopes of one cloud, which share its rate limit.
 *
 * @param followed the number of scopes in which an operation is pending
 * @param others the demand in the other scopes
 */
record Crowd(int scopes, int followed, Interest others) {

    int unfollowed() {
        return Math.max(scopes - followed, 0);
    }
}

package org.stackdeck.inventory;

/**
 * The scopes of one cloud, which share its budget.
 *
 * @param followed how many of them an operation is waited for in
 * @param others how much somebody wants to know about the rest
 */
record Crowd(int scopes, int followed, Interest others) {

    int unfollowed() {
        return Math.max(scopes - followed, 0);
    }
}

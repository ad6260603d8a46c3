package org.stackdeck.inventory.polling;

/**
 * The demand for polling the scopes of one cloud, which share its rate limit.
 *
 * @param followed the number of scopes in which an operation is pending
 * @param others the demand in the other scopes
 */
record CloudPollLoad(int scopes, int followed, PollDemandLevel others) {

    int unfollowedScopes() {
        return Math.max(scopes - followed, 0);
    }
}

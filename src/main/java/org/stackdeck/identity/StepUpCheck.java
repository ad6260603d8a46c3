package org.stackdeck.identity;

/**
 * Requires a recent authentication before actions that cannot be undone or that give access to others. The service that
 * performs an action calls this interface. A check by URL is not possible, because all actions of a page share one URL.
 */
public interface StepUpCheck {

    /**
     * Returns normally if the caller's last authentication is recent enough. Actions of Stackdeck itself do not require
     * an authentication.
     *
     * @throws StepUpRequiredException if the last authentication is too old, the session has ended, or the session has
     *     not verified the second factor of a user who has one
     */
    void require(Caller caller);
}

package org.stackdeck.identity;

/**
 * Requires a recent authentication before actions that cannot be undone or that give access to others. Called by the
 * service that performs the action, because all actions of a page share one URL.
 */
public interface StepUpAuthentication {

    /**
     * Returns normally if the caller's last authentication is recent enough. Actions of Stackdeck itself do not require
     * an authentication.
     *
     * @throws StepUpRequiredException if the last authentication is too old, or the session has ended
     */
    void require(Caller caller);
}

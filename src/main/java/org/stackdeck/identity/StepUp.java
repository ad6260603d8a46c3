package org.stackdeck.identity;

/**
 * Asks people to prove anew who they are before what cannot be undone, or gives others rights. To be asked where the deed
 * is done: all clicks of a page are one address.
 */
public interface StepUp {

    /**
     * Passes when the caller's last proof is recent enough; the console's own work needs none.
     *
     * @throws StepUpRequiredException when it is too old, or the session is not there any more
     */
    void require(Caller caller);
}

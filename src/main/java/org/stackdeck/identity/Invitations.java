package org.stackdeck.identity;

import java.util.List;

/**
 * Invitations by link. They are for administrators: anyone else is refused by {@link NotAdministratorException}, and
 * changes need a fresh proof ({@link StepUpRequiredException}). Each change is audited, refused ones too, and published as
 * {@link InvitationsChanged}.
 */
public interface Invitations {

    /** Newest first, also those that hold no longer. */
    List<Invitation> all(Caller caller);

    /**
     * Makes one.
     *
     * @throws UnknownGroupException when one of the groups does not exist
     */
    Made make(Caller caller, InvitationWish wish);

    /**
     * Lets nobody in by it any more; who came already stays. One that holds no longer anyway is no error.
     *
     * @throws UnknownInvitationException when there is none
     */
    void withdraw(Caller caller, InvitationId id);

    /** @param token to be handed to the one invited; shown once */
    record Made(Invitation invitation, InvitationToken token) {}
}

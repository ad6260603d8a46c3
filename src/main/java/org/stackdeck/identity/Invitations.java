package org.stackdeck.identity;

import java.util.List;

/**
 * Manages invitations by link. Requires an administrator: others are refused with {@link NotAdministratorException}.
 * Changes require a recent authentication ({@link StepUpRequiredException}). Each change and refusal is audited;
 * changes are published as {@link InvitationsChanged}.
 */
public interface Invitations {

    /** All invitations, newest first, including those that are no longer valid. */
    List<Invitation> all(Caller caller);

    /**
     * Creates an invitation.
     *
     * @throws UnknownGroupException if one of the groups does not exist
     */
    Made make(Caller caller, InvitationWish wish);

    /**
     * Revokes an invitation. Existing accounts are kept. Has no effect if the invitation is no longer valid.
     *
     * @throws UnknownInvitationException if the invitation does not exist
     */
    void withdraw(Caller caller, InvitationId id);

    /** @param token to be given to the invited person; shown once */
    record Made(Invitation invitation, InvitationToken token) {}
}

package org.stackdeck.identity.invitation;

import java.util.List;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.NotAdministratorException;
import org.stackdeck.identity.StepUpRequiredException;
import org.stackdeck.identity.group.UnknownGroupException;
import org.stackdeck.identity.secret.SecretToken;

/**
 * Manages invitations by link. Requires an administrator: other callers are refused with
 * {@link NotAdministratorException}. Changes also require a recent authentication ({@link StepUpRequiredException}).
 * Changes and their refusals are audited; changes are published as {@link InvitationsChanged}.
 */
public interface InvitationAdministrationService {

    /** Returns all invitations, newest first, including invalid ones. */
    List<Invitation> list(Caller caller);

    /** @throws UnknownGroupException if one of the groups does not exist */
    CreatedInvitation create(Caller caller, NewInvitation newInvitation);

    /**
     * Revokes an invitation. Existing accounts are kept. Has no effect if the invitation has already been revoked.
     *
     * @throws UnknownInvitationException if the invitation does not exist
     */
    void revoke(Caller caller, InvitationId id);

    /** @param token to be given to the invited person; shown once */
    record CreatedInvitation(Invitation invitation, SecretToken token) {}
}

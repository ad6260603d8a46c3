package org.stackdeck.access;

import java.util.List;
import java.util.Map;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.InvitationId;
import org.stackdeck.identity.InvitationWish;
import org.stackdeck.identity.Invitations;

/**
 * Manages the grants of invitations. They are created when an invitation is accepted, on behalf of the inviter, with
 * the permissions that their roles have then. A grant whose role was deleted or whose end has passed is skipped and
 * audited.
 */
public interface PromisedGrants {

    /** Maximum number of grants of an invitation. */
    int MOST = 20;

    /**
     * Creates an invitation with these grants.
     *
     * @throws UnknownRoleException if a role does not exist
     * @throws org.stackdeck.identity.NotAdministratorException if the caller is not an administrator
     * @throws org.stackdeck.identity.StepUpRequiredException if the caller's last authentication is too old
     * @throws org.stackdeck.identity.UnknownGroupException if one of the groups does not exist
     */
    Invitations.Made invite(Caller caller, InvitationWish wish, List<PromisedGrant> promised);

    /**
     * Grants of each invitation that has any.
     *
     * @throws org.stackdeck.identity.NotAdministratorException if the caller is not an administrator
     */
    Map<InvitationId, List<PromisedGrant>> all(Caller caller);
}

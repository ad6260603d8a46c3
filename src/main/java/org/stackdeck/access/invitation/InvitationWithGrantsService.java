package org.stackdeck.access.invitation;

import java.util.List;
import java.util.Map;
import org.stackdeck.access.role.UnknownRoleException;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.invitation.InvitationAdministrationService;
import org.stackdeck.identity.invitation.InvitationId;
import org.stackdeck.identity.invitation.NewInvitation;

/**
 * Manages the grants of invitations. The acceptance of an invitation creates its grants, with the inviter as the
 * caller. A grant whose role was deleted or whose end has passed is skipped and audited.
 */
public interface InvitationWithGrantsService {

    int MAX_PER_INVITATION = 20;

    /**
     * Creates an invitation with its grants in one transaction.
     *
     * @param invitationGrants at most {@link #MAX_PER_INVITATION}
     * @throws UnknownRoleException if a role does not exist
     * @throws org.stackdeck.identity.NotAdministratorException if the caller is not an administrator
     * @throws org.stackdeck.identity.StepUpRequiredException if the caller must re-authenticate
     * @throws org.stackdeck.identity.group.UnknownGroupException if one of the groups does not exist
     */
    InvitationAdministrationService.CreatedInvitation createInvitation(
            Caller caller, NewInvitation invitation, List<InvitationGrant> invitationGrants);

    /**
     * Returns the grants of each invitation that has any.
     *
     * @throws org.stackdeck.identity.NotAdministratorException if the caller is not an administrator
     */
    Map<InvitationId, List<InvitationGrant>> list(Caller caller);
}

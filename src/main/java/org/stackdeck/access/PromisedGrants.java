package org.stackdeck.access;

import java.util.List;
import java.util.Map;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.InvitationId;
import org.stackdeck.identity.InvitationWish;
import org.stackdeck.identity.Invitations;

/**
 * Invitations that give access with the account, in the inviter's name. Roles count as they are when someone joins; a grant
 * whose role is gone by then, or whose end is over, is left out, and the trail says so.
 */
public interface PromisedGrants {

    /** How many one invitation may have. */
    int MOST = 20;

    /**
     * Makes an invitation that gives these.
     *
     * @throws UnknownRoleException when there is no role of a name
     * @throws org.stackdeck.identity.NotAdministratorException when the caller is none
     * @throws org.stackdeck.identity.StepUpRequiredException when the caller's last proof is too old
     * @throws org.stackdeck.identity.UnknownGroupException when one of the groups does not exist
     */
    Invitations.Made invite(Caller caller, InvitationWish wish, List<PromisedGrant> promised);

    /**
     * What each invitation promises, where it promises any.
     *
     * @throws org.stackdeck.identity.NotAdministratorException when the caller is none
     */
    Map<InvitationId, List<PromisedGrant>> all(Caller caller);
}

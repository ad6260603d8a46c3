package org.stackdeck.ui.access.invitations;

import java.util.List;
import org.stackdeck.access.invitation.InvitationGrant;
import org.stackdeck.identity.invitation.Invitation;
import org.stackdeck.ui.ViewLogic;

/** An invitation with its grants and the names of the inviter and of the users who accepted it. */
@ViewLogic
record InvitationRow(
        Invitation invitation,
        Invitation.State state,
        String inviter,
        List<String> users,
        List<InvitationGrant> invitationGrants) {

    /** Returns whether the invitation can be revoked. */
    boolean isRevocable() {
        return state == Invitation.State.OPEN || state == Invitation.State.UNVOUCHED;
    }
}

package org.stackdeck.ui.grants;

import java.util.List;
import org.stackdeck.access.PromisedGrant;
import org.stackdeck.identity.Invitation;
import org.stackdeck.ui.ViewModel;

/**
 * An invitation with the names of inviter and invited users.
 *
 * @param users names of the users who accepted it
 */
@ViewModel
record InvitationRow(
        Invitation invitation,
        Invitation.State state,
        String inviter,
        List<String> users,
        List<PromisedGrant> promised) {

    /** Whether the invitation can be revoked. */
    boolean open() {
        return state == Invitation.State.OPEN || state == Invitation.State.UNVOUCHED;
    }
}

package org.stackdeck.ui.grants;

import java.util.List;
import org.stackdeck.access.PromisedGrant;
import org.stackdeck.identity.Invitation;
import org.stackdeck.ui.ViewModel;

/**
 * An invitation with the names of those whom it is about.
 *
 * @param users who came by it
 */
@ViewModel
record InvitationRow(
        Invitation invitation,
        Invitation.State state,
        String inviter,
        List<String> users,
        List<PromisedGrant> promised) {

    /** Whether there is anything to withdraw. */
    boolean open() {
        return state == Invitation.State.OPEN || state == Invitation.State.UNVOUCHED;
    }
}

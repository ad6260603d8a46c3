package org.stackdeck.ui.access.invitations;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.stackdeck.access.GrantTerms;
import org.stackdeck.access.invitation.InvitationGrant;
import org.stackdeck.identity.invitation.NewInvitation;
import org.stackdeck.ui.ViewModel;

/** Unsaved invitation, with the grants that a user receives on acceptance. */
@ViewModel
record InvitationDraft(NewInvitation request, List<InvitationGrant> promised) {

    /**
     * Converts grant terms into promised grants.
     *
     * @param fromJoining whether the end is relative to joining, with the same duration as from now
     */
    static List<InvitationGrant> promised(List<GrantTerms> grantTerms, boolean fromJoining, Instant now) {
        return grantTerms.stream()
                .map(each -> {
                    Instant until = each.until();
                    return fromJoining && until != null
                            ? new InvitationGrant(each.withUntil(null), nearestDuration(Duration.between(now, until)))
                            : new InvitationGrant(each);
                })
                .toList();
    }

    /** The closest duration that can be promised. */
    private static Duration nearestDuration(Duration wanted) {
        if (wanted.compareTo(InvitationGrant.MIN_DURATION) < 0) {
            return InvitationGrant.MIN_DURATION;
        }
        return wanted.compareTo(InvitationGrant.MAX_DURATION) > 0 ? InvitationGrant.MAX_DURATION : wanted;
    }
}

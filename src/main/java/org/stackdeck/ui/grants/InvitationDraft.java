package org.stackdeck.ui.grants;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.stackdeck.access.PromisedGrant;
import org.stackdeck.access.Terms;
import org.stackdeck.identity.InvitationWish;
import org.stackdeck.ui.ViewModel;

/** Unsaved invitation with the access that it promises. */
@ViewModel
record InvitationDraft(InvitationWish wish, List<PromisedGrant> promised) {

    /**
     * Converts grant terms into promised grants.
     *
     * @param fromJoining whether the end is relative to joining, with the same duration as from now
     */
    static List<PromisedGrant> promised(List<Terms> terms, boolean fromJoining, Instant now) {
        return terms.stream()
                .map(each -> {
                    Instant until = each.until();
                    return fromJoining && until != null
                            ? new PromisedGrant(each.withUntil(null), lasting(Duration.between(now, until)))
                            : new PromisedGrant(each);
                })
                .toList();
    }

    /** The closest duration that can be promised. */
    private static Duration lasting(Duration wanted) {
        if (wanted.compareTo(PromisedGrant.SHORTEST) < 0) {
            return PromisedGrant.SHORTEST;
        }
        return wanted.compareTo(PromisedGrant.LONGEST) > 0 ? PromisedGrant.LONGEST : wanted;
    }
}

package org.stackdeck.ui.grants;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.stackdeck.access.PromisedGrant;
import org.stackdeck.access.Terms;
import org.stackdeck.identity.InvitationWish;
import org.stackdeck.ui.ViewModel;

/** An invitation that a person is about to make. */
@ViewModel
record InvitationDraft(InvitationWish wish, List<PromisedGrant> promised) {

    /**
     * What is asked for in the form of a grant, promised.
     *
     * @param fromJoining the end is meant as so long after joining as it is from now
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

    /** The nearest that can be promised. */
    private static Duration lasting(Duration wanted) {
        if (wanted.compareTo(PromisedGrant.SHORTEST) < 0) {
            return PromisedGrant.SHORTEST;
        }
        return wanted.compareTo(PromisedGrant.LONGEST) > 0 ? PromisedGrant.LONGEST : wanted;
    }
}

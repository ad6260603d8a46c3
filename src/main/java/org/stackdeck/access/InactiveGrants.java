package org.stackdeck.access;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.stackdeck.cloud.ActionTarget;

/**
 * Grants that give no permissions at a moment, because they or their weekly hours have not started, or have ended.
 *
 * @param at the moment
 */
record InactiveGrants(List<GrantTerms> terms, Instant at) {

    InactiveGrants {
        terms = List.copyOf(terms);
    }

    /** Returns the time of the next start of a grant or of its weekly hours; empty if there is none. */
    Optional<Instant> nextStart() {
        return nextStart(terms);
    }

    private Optional<Instant> nextStart(List<GrantTerms> grants) {
        return grants.stream()
                .flatMap(grantTerms -> grantTerms.nextStart(at).stream())
                .min(Comparator.naturalOrder());
    }

    /**
     * Returns why the subject does not have the permission now: a grant that gives it starts later or has ended, or no
     * grant gives it. A later start takes precedence over an end.
     *
     * @param owned the resources that the subject owns
     */
    Decision refusal(Permission permission, ResourceAttributes resource, Set<ActionTarget> owned) {
        List<GrantTerms> giving = terms.stream()
                .filter(grantTerms -> grantTerms.role().includes(permission) && grantTerms.selects(resource, owned))
                .toList();
        Optional<Instant> ended = giving.stream()
                .filter(grantTerms -> grantTerms.hasEndedAt(at))
                .flatMap(grantTerms -> grantTerms.end().stream())
                .max(Comparator.naturalOrder());
        return nextStart(giving)
                .<Decision>map(moment -> new Decision.NotYet(permission, moment))
                .or(() -> ended.map(moment -> new Decision.Ended(permission, moment)))
                .orElseGet(() -> new Decision.NotGranted(permission));
    }
}

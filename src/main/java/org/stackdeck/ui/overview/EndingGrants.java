package org.stackdeck.ui.overview;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.stackdeck.access.Grant;
import org.stackdeck.ui.ViewLogic;

/** Selects the grants that end soon. */
@ViewLogic
final class EndingGrants {

    static final Duration SOON = Duration.ofDays(7);

    private EndingGrants() {}

    /** Returns the grants that have started and end within {@link #SOON}, ordered by end. Ignores weekly hours. */
    static List<Grant> of(Collection<Grant> grants, Instant now) {
        return grants.stream()
                .filter(grant -> endsSoon(grant, now))
                .sorted(Comparator.comparing(EndingGrants::end))
                .toList();
    }

    static Instant end(Grant grant) {
        return grant.terms().end().orElse(Instant.MAX);
    }

    private static boolean endsSoon(Grant grant, Instant now) {
        Instant from = grant.terms().from();
        return (from == null || !from.isAfter(now))
                && !grant.terms().hasEndedAt(now)
                && !end(grant).isAfter(now.plus(SOON));
    }
}

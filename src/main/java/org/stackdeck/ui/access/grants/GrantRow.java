package org.stackdeck.ui.access.grants;

import java.time.Duration;
import java.time.Instant;
import org.stackdeck.access.Grant;
import org.stackdeck.access.GrantTerms;
import org.stackdeck.ui.ViewLogic;
import org.stackdeck.ui.access.NamedGrantee;

/** A grant with the name of its grantee. */
@ViewLogic
record GrantRow(Grant grant, NamedGrantee grantee) {

    private static final Duration SOON = Duration.ofDays(7);

    GrantTerms terms() {
        return grant.terms();
    }

    boolean hasEnded(Instant now) {
        return grant.terms().hasEndedAt(now);
    }

    boolean endsSoon(Instant now) {
        return !hasEnded(now)
                && grant.terms()
                        .end()
                        .filter(end -> end.isBefore(now.plus(SOON)))
                        .isPresent();
    }
}

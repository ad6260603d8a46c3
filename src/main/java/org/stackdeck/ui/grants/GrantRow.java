package org.stackdeck.ui.grants;

import java.time.Duration;
import java.time.Instant;
import org.stackdeck.access.Grant;
import org.stackdeck.ui.ViewModel;

/** A grant with the name of its grantee. */
@ViewModel
record GrantRow(Grant grant, Party party) {

    private static final Duration SOON = Duration.ofDays(7);

    boolean ended(Instant now) {
        return grant.terms().endedAt(now);
    }

    boolean endingSoon(Instant now) {
        return !ended(now)
                && grant.terms()
                        .end()
                        .filter(end -> end.isBefore(now.plus(SOON)))
                        .isPresent();
    }
}

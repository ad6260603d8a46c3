package org.stackdeck.ui.access.paths;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.GrantTerms;
import org.stackdeck.access.report.AccessPath;
import org.stackdeck.identity.User;
import org.stackdeck.ui.ViewLogic;

/** One access path of a user to a server or another resource. */
@ViewLogic
record AccessPathRow(User user, AccessPath path) {

    private static final Duration SOON = Duration.ofDays(7);

    String name() {
        return user.name().value();
    }

    Optional<AccessPath.ByGrant> grant() {
        return path instanceof AccessPath.ByGrant by ? Optional.of(by) : Optional.empty();
    }

    /** Returns the name of the group that received the grant; otherwise the name of the user. */
    String grantee() {
        return grant().map(AccessPath.ByGrant::group)
                .map(group -> group.name().value())
                .orElse(name());
    }

    @Nullable
    Instant startsAt() {
        return grant().map(AccessPath.ByGrant::opens).orElse(null);
    }

    Optional<Instant> endsAt() {
        return grant().map(AccessPath.ByGrant::terms).flatMap(GrantTerms::end);
    }

    boolean endsSoon(Instant now) {
        return endsAt().filter(end -> end.isBefore(now.plus(SOON))).isPresent();
    }
}

package org.stackdeck.ui.grants;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.Terms;
import org.stackdeck.access.Way;
import org.stackdeck.identity.User;
import org.stackdeck.ui.ViewModel;

/** One access path of a user to a server. */
@ViewModel
record WayRow(User user, Way way) {

    private static final Duration SOON = Duration.ofDays(7);

    String name() {
        return user.name().value();
    }

    Optional<Way.ByGrant> grant() {
        return way instanceof Way.ByGrant by ? Optional.of(by) : Optional.empty();
    }

    /** Name of the grantee: the group or the user. */
    String grantee() {
        return grant().map(Way.ByGrant::group)
                .map(group -> group.name().value())
                .orElse(name());
    }

    @Nullable
    Instant opens() {
        return grant().map(Way.ByGrant::opens).orElse(null);
    }

    Optional<Instant> ends() {
        return grant().map(Way.ByGrant::terms).flatMap(Terms::end);
    }

    boolean endsSoon(Instant now) {
        return ends().filter(end -> end.isBefore(now.plus(SOON))).isPresent();
    }
}

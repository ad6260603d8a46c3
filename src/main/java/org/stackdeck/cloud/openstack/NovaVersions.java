package org.stackdeck.cloud.openstack;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;

/** Caches the version range of Nova. Loads the version document again periodically, because clouds are upgraded. */
final class NovaVersions {

    private static final Duration GOOD_FOR = Duration.ofMinutes(10);

    private final Clock clock;
    private volatile @Nullable Known known;

    NovaVersions(Clock clock) {
        this.clock = clock;
    }

    /** The oldest and the newest supported microversion. */
    record Range(Microversion oldest, Microversion newest) {

        /** Returns whether Nova is new enough for Stackdeck. */
        boolean usable() {
            return newest.compareTo(Microversion.OLDEST) >= 0;
        }

        /**
         * Selects the newest version that both Nova and Stackdeck support.
         *
         * @throws CloudException UNAVAILABLE if there is none
         */
        Microversion chosen() {
            if (!usable()) {
                throw new CloudException(
                        Category.UNAVAILABLE,
                        "Nova speaks microversions up to " + newest + ", and the console needs " + Microversion.OLDEST
                                + " or newer");
            }
            Microversion best = newest.compareTo(Microversion.NEWEST) < 0 ? newest : Microversion.NEWEST;
            return best.compareTo(oldest) < 0 ? oldest : best;
        }
    }

    Range of(ServiceClient compute) {
        Known before = known;
        if (before != null && clock.instant().isBefore(before.until())) {
            return before.range();
        }
        Range range = ask(compute);
        known = new Known(range, clock.instant().plus(GOOD_FOR));
        return range;
    }

    private static Range ask(ServiceClient compute) {
        Answer answer = compute.sendTo(root(compute.endpoint()), "GET", Map.of(), null);
        NovaMessages.Version version =
                Json.read(answer, NovaMessages.VersionEnvelope.class).version();
        if (version == null) {
            throw new CloudException(Category.UNINTELLIGIBLE, "Nova's version document has no version");
        }
        // A Nova without microversions leaves both fields empty.
        Microversion plain = new Microversion(2, 1);
        return new Range(
                Microversion.parse(version.oldest()).orElse(plain),
                Microversion.parse(version.newest()).orElse(plain));
    }

    /** The endpoint without the project id that old catalogs append, and with the trailing slash that Nova requires. */
    private static URI root(URI endpoint) {
        return URI.create(endpoint.toString().replaceFirst("(/v2(\\.1)?)(/.*)?$", "$1/"));
    }

    private record Known(Range range, Instant until) {}
}

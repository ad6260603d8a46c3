package org.stackdeck.cloud.openstack.compute;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.openstack.http.ServiceJson;
import org.stackdeck.cloud.openstack.http.ServiceResponse;
import org.stackdeck.cloud.openstack.identity.AuthenticatedServiceClient;

/** Caches Nova's version range for only ten minutes, because a cloud can be upgraded while Stackdeck is running. */
public final class NovaVersionCache {

    private static final Duration CACHE_DURATION = Duration.ofMinutes(10);

    private final Clock clock;
    private volatile @Nullable CachedRange cached;

    public NovaVersionCache(Clock clock) {
        this.clock = clock;
    }

    /** The oldest and the newest microversion that Nova supports. */
    public record VersionRange(Microversion oldest, Microversion newest) {

        /** Returns whether Nova is new enough for Stackdeck. */
        public boolean isSupported() {
            return newest.compareTo(Microversion.OLDEST_SUPPORTED) >= 0;
        }

        /**
         * Selects Nova's newest version up to {@link Microversion#NEWEST_USED}, or Nova's oldest version if that is
         * newer.
         *
         * @throws CloudException UNAVAILABLE if Nova is too old for Stackdeck
         */
        public Microversion selectVersion() {
            if (!isSupported()) {
                throw new CloudException(
                        Category.UNAVAILABLE,
                        "Nova supports microversions up to " + newest + "; Stackdeck requires "
                                + Microversion.OLDEST_SUPPORTED + " or later");
            }
            Microversion best = newest.compareTo(Microversion.NEWEST_USED) < 0 ? newest : Microversion.NEWEST_USED;
            return best.compareTo(oldest) < 0 ? oldest : best;
        }
    }

    public VersionRange rangeOf(AuthenticatedServiceClient compute) {
        CachedRange before = cached;
        if (before != null && clock.instant().isBefore(before.until())) {
            return before.range();
        }
        VersionRange versionRange = loadRange(compute);
        cached = new CachedRange(versionRange, clock.instant().plus(CACHE_DURATION));
        return versionRange;
    }

    private static VersionRange loadRange(AuthenticatedServiceClient compute) {
        ServiceResponse serviceResponse = compute.sendTo(root(compute.endpoint()), "GET", Map.of(), null);
        NovaDtos.Version version = ServiceJson.read(serviceResponse, NovaDtos.VersionEnvelope.class)
                .version();
        if (version == null) {
            throw new CloudException(Category.UNINTELLIGIBLE, "Nova's version document contains no version");
        }
        // A Nova without microversions leaves both fields empty.
        Microversion plain = new Microversion(2, 1);
        return new VersionRange(
                Microversion.parse(version.oldest()).orElse(plain),
                Microversion.parse(version.newest()).orElse(plain));
    }

    /**
     * Returns the endpoint without the project ID that old catalogs append, with the trailing slash that Nova requires.
     */
    private static URI root(URI endpoint) {
        return URI.create(endpoint.toString().replaceFirst("(/v2(\\.1)?)(/.*)?$", "$1/"));
    }

    private record CachedRange(VersionRange range, Instant until) {}
}

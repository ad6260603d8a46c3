package org.stackdeck.cloud;

import java.util.Comparator;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How much of a resource a project uses, and how much of it it may use.
 *
 * @param used what counts against the limit, what is reserved included; in the unit of the resource
 * @param limit null for as much as there is
 */
public record Quota(Resource resource, long used, @Nullable Long limit) {

    /** By the share that is used; then by what is left. What has no limit comes last. */
    public static final Comparator<Quota> NEAREST_FIRST = Comparator.comparingDouble(Quota::share)
            .reversed()
            .thenComparingLong(quota -> quota.left().orElse(Long.MAX_VALUE))
            .thenComparing(Quota::resource);

    /** The services that have quotas, by the words of {@code openstack quota show}. */
    public enum Service {
        COMPUTE,
        VOLUME,
        NETWORK
    }

    /** What is counted, by the words of the service that counts it. */
    public enum Resource {
        INSTANCES(Service.COMPUTE, "instances"),
        CORES(Service.COMPUTE, "cores"),
        /** In MiB. */
        RAM(Service.COMPUTE, "ram"),
        VOLUMES(Service.VOLUME, "volumes"),
        /** In GiB: of volumes, and of their snapshots unless the cloud leaves those out. */
        GIGABYTES(Service.VOLUME, "gigabytes"),
        SNAPSHOTS(Service.VOLUME, "snapshots"),
        PORTS(Service.NETWORK, "port"),
        FLOATING_IPS(Service.NETWORK, "floatingip"),
        SECURITY_GROUPS(Service.NETWORK, "security_group");

        private final Service service;
        private final String word;

        Resource(Service service, String word) {
            this.service = service;
            this.word = word;
        }

        public Service service() {
            return service;
        }

        public String word() {
            return word;
        }
    }

    /** How much more there may be, never less than nothing; none where there is no limit. */
    public OptionalLong left() {
        return limit == null ? OptionalLong.empty() : OptionalLong.of(Math.max(0, limit - used));
    }

    /** What it would be with so much more in use. */
    public Quota with(long more) {
        return new Quota(resource, used + more, limit);
    }

    /** Whether there may be so much more. */
    public boolean holds(long more) {
        return limit == null || used + more <= limit;
    }

    /** Used of the limit: 0 where there is none, 1 or more where there may be no more. */
    public double share() {
        if (limit == null) {
            return 0;
        }
        return limit == 0 ? Math.max(1, used) : (double) used / limit;
    }
}

package org.stackdeck.cloud.resource;

import java.util.Comparator;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Usage and limit of one resource type in a project.
 *
 * @param used the usage that counts against the limit, including reservations; in the unit of the resource
 * @param limit null if unlimited
 */
public record Quota(Resource resource, long used, @Nullable Long limit) {

    /** Sorts by used share, highest first, then by remaining amount, lowest first; unlimited quotas come last. */
    public static final Comparator<Quota> MOST_USED_FIRST = Comparator.comparingDouble(Quota::usedShare)
            .reversed()
            .thenComparingLong(quota -> quota.remaining().orElse(Long.MAX_VALUE))
            .thenComparing(Quota::resource);

    /** The services with quotas, named as in {@code openstack quota show}. */
    public enum Service {
        COMPUTE,
        VOLUME,
        NETWORK
    }

    /** The resource types, named as in the API of their service. */
    public enum Resource {
        INSTANCES(Service.COMPUTE, "instances"),
        CORES(Service.COMPUTE, "cores"),
        /** Memory, in MiB. */
        RAM(Service.COMPUTE, "ram"),
        SERVER_GROUPS(Service.COMPUTE, "server_groups"),
        VOLUMES(Service.VOLUME, "volumes"),
        /** Size of the volumes, in GiB; includes volume snapshots unless the cloud excludes them. */
        GIGABYTES(Service.VOLUME, "gigabytes"),
        SNAPSHOTS(Service.VOLUME, "snapshots"),
        BACKUPS(Service.VOLUME, "backups"),
        /** Size of the backups, in GiB. */
        BACKUP_GIGABYTES(Service.VOLUME, "backup_gigabytes"),
        NETWORKS(Service.NETWORK, "network"),
        SUBNETS(Service.NETWORK, "subnet"),
        PORTS(Service.NETWORK, "port"),
        ROUTERS(Service.NETWORK, "router"),
        FLOATING_IPS(Service.NETWORK, "floatingip"),
        SECURITY_GROUPS(Service.NETWORK, "security_group"),
        SECURITY_GROUP_RULES(Service.NETWORK, "security_group_rule");

        private final Service service;
        private final String code;

        Resource(Service service, String code) {
            this.service = service;
            this.code = code;
        }

        public Service service() {
            return service;
        }

        public String code() {
            return code;
        }

        /** Returns whether the usage changes often, so that its history is of interest. */
        public boolean hasHistory() {
            return switch (this) {
                case SERVER_GROUPS, NETWORKS, SUBNETS, ROUTERS, SECURITY_GROUP_RULES -> false;
                default -> true;
            };
        }
    }

    /** Returns the remaining amount, at least 0; empty if unlimited. */
    public OptionalLong remaining() {
        return limit == null ? OptionalLong.empty() : OptionalLong.of(Math.max(0, limit - used));
    }

    public Quota withAdditionalUse(long more) {
        return new Quota(resource, used + more, limit);
    }

    public boolean hasRoomFor(long more) {
        return limit == null || used + more <= limit;
    }

    /** Returns the used share of the limit: 0 if unlimited or unused, at least 1 if used and exhausted. */
    public double usedShare() {
        return limit == null || used == 0 ? 0 : (double) used / Math.max(1, limit);
    }
}

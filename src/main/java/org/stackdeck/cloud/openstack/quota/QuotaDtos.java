package org.stackdeck.cloud.openstack.quota;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/** The fields of quota responses that Stackdeck reads. A limit of -1 means unlimited. */
final class QuotaDtos {

    private QuotaDtos() {}

    /** Nova's {@code /limits}. */
    record Absolute(
            @JsonProperty("totalInstancesUsed") @Nullable Long instancesUsed,
            @JsonProperty("maxTotalInstances") @Nullable Long instancesLimit,
            @JsonProperty("totalCoresUsed") @Nullable Long coresUsed,
            @JsonProperty("maxTotalCores") @Nullable Long coresLimit,
            @JsonProperty("totalRAMUsed") @Nullable Long ramUsed,
            @JsonProperty("maxTotalRAMSize") @Nullable Long ramLimit,
            @JsonProperty("totalServerGroupsUsed") @Nullable Long serverGroupsUsed,
            @JsonProperty("maxServerGroups") @Nullable Long serverGroupsLimit) {}

    /** Cinder's {@code /os-quota-sets/{project}?usage=true}. */
    record CinderQuotaSet(
            @Nullable Usage volumes,
            @Nullable Usage gigabytes,
            @Nullable Usage snapshots,
            @Nullable Usage backups,
            @JsonProperty("backup_gigabytes") @Nullable Usage backupGigabytes) {}

    /**
     * Neutron's {@code /v2.0/quotas/{project}/details}.
     *
     * @param router null if the cloud has no routers
     */
    record NeutronQuota(
            @Nullable Usage network,
            @Nullable Usage subnet,
            @Nullable Usage port,
            @Nullable Usage router,
            @JsonProperty("floatingip") @Nullable Usage floatingIp,
            @JsonProperty("security_group") @Nullable Usage securityGroup,
            @JsonProperty("security_group_rule") @Nullable Usage securityGroupRule) {}

    /** @param used the key of Neutron; that of Cinder is {@code in_use} */
    record Usage(
            @JsonAlias("in_use") @Nullable Long used,
            long reserved,
            @Nullable Long limit) {}
}

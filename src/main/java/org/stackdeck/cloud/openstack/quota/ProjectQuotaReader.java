package org.stackdeck.cloud.openstack.quota;

import static org.stackdeck.cloud.openstack.http.ResponseFields.required;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.openstack.http.ServiceJson;
import org.stackdeck.cloud.openstack.http.ServiceResponse;
import org.stackdeck.cloud.openstack.project.ProjectClients;
import org.stackdeck.cloud.openstack.quota.QuotaDtos.Absolute;
import org.stackdeck.cloud.openstack.quota.QuotaDtos.CinderQuotaSet;
import org.stackdeck.cloud.openstack.quota.QuotaDtos.NeutronQuota;
import org.stackdeck.cloud.openstack.quota.QuotaDtos.Usage;
import org.stackdeck.cloud.resource.Quota;
import org.stackdeck.cloud.resource.Quota.Resource;

/** Loads a project's quotas in a service, and their usage, with one request. */
public final class ProjectQuotaReader {

    private final ProjectClients clients;
    private final ProjectId project;
    private final boolean allProjects;
    private final Supplier<Map<String, String>> novaVersion;

    public ProjectQuotaReader(
            ProjectClients clients, ProjectId project, boolean allProjects, Supplier<Map<String, String>> novaVersion) {
        this.clients = clients;
        this.project = project;
        this.allProjects = allProjects;
        this.novaVersion = novaVersion;
    }

    public List<Quota> load(Quota.Service service) {
        return switch (service) {
            case COMPUTE -> compute();
            case VOLUME -> volume();
            case NETWORK -> network();
        };
    }

    /**
     * Loads Nova's quotas. The request contains the project only if the credential has access to all projects. Nova
     * rejects requests of members that contain a project, even their own.
     */
    private List<Quota> compute() {
        String query = allProjects ? "?tenant_id=" + project : "";
        ServiceResponse serviceResponse = clients.nova().get("/limits" + query, novaVersion.get());
        Absolute limits = ServiceJson.readAt(serviceResponse, "/limits/absolute", Absolute.class);
        return List.of(
                quota(Resource.INSTANCES, limits.instancesUsed(), limits.instancesLimit()),
                quota(Resource.CORES, limits.coresUsed(), limits.coresLimit()),
                quota(Resource.RAM, limits.ramUsed(), limits.ramLimit()),
                quota(Resource.SERVER_GROUPS, limits.serverGroupsUsed(), limits.serverGroupsLimit()));
    }

    private List<Quota> volume() {
        ServiceResponse serviceResponse = clients.cinder().get("/os-quota-sets/" + project + "?usage=true", Map.of());
        CinderQuotaSet set = ServiceJson.readAt(serviceResponse, "/quota_set", CinderQuotaSet.class);
        return List.of(
                quota(Resource.VOLUMES, set.volumes()),
                quota(Resource.GIGABYTES, set.gigabytes()),
                quota(Resource.SNAPSHOTS, set.snapshots()),
                quota(Resource.BACKUPS, set.backups()),
                quota(Resource.BACKUP_GIGABYTES, set.backupGigabytes()));
    }

    private List<Quota> network() {
        ServiceResponse serviceResponse = clients.neutron().get("/v2.0/quotas/" + project + "/details", Map.of());
        NeutronQuota quota = ServiceJson.readAt(serviceResponse, "/quota", NeutronQuota.class);
        return Stream.concat(
                        Stream.of(
                                quota(Resource.NETWORKS, quota.network()),
                                quota(Resource.SUBNETS, quota.subnet()),
                                quota(Resource.PORTS, quota.port()),
                                quota(Resource.FLOATING_IPS, quota.floatingIp()),
                                quota(Resource.SECURITY_GROUPS, quota.securityGroup()),
                                quota(Resource.SECURITY_GROUP_RULES, quota.securityGroupRule())),
                        Stream.ofNullable(quota.router()).map(router -> quota(Resource.ROUTERS, router)))
                .toList();
    }

    private static Quota quota(Resource resource, @Nullable Usage usage) {
        Usage present = required(usage);
        return quota(resource, required(present.used()) + present.reserved(), present.limit());
    }

    private static Quota quota(Resource resource, @Nullable Long used, @Nullable Long limit) {
        long limitValue = required(limit);
        return new Quota(resource, required(used), limitValue < 0 ? null : limitValue);
    }
}

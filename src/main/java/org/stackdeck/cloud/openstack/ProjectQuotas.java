package org.stackdeck.cloud.openstack;

import static org.stackdeck.cloud.openstack.ServerMapper.promised;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.Quota;
import org.stackdeck.cloud.Quota.Resource;
import org.stackdeck.cloud.openstack.QuotaMessages.Absolute;
import org.stackdeck.cloud.openstack.QuotaMessages.CinderQuotaSet;
import org.stackdeck.cloud.openstack.QuotaMessages.CinderUse;
import org.stackdeck.cloud.openstack.QuotaMessages.NeutronQuota;
import org.stackdeck.cloud.openstack.QuotaMessages.NeutronUse;

/** Loads a project's quotas and their usage with one request per service. */
final class ProjectQuotas {

    private final ProjectAccess access;
    private final ProjectId project;
    private final boolean allProjects;
    private final Supplier<Map<String, String>> novaVersion;

    ProjectQuotas(
            ProjectAccess access, ProjectId project, boolean allProjects, Supplier<Map<String, String>> novaVersion) {
        this.access = access;
        this.project = project;
        this.allProjects = allProjects;
        this.novaVersion = novaVersion;
    }

    List<Quota> of(Quota.Service service) {
        return switch (service) {
            case COMPUTE -> compute();
            case VOLUME -> volume();
            case NETWORK -> network();
        };
    }

    /** Nova rejects members that name a project, even their own. */
    private List<Quota> compute() {
        String query = allProjects ? "?tenant_id=" + project : "";
        Answer answer = access.nova().get("/limits" + query, novaVersion.get());
        Absolute limits = promised(
                promised(Json.read(answer, QuotaMessages.NovaLimits.class).limits())
                        .absolute());
        return List.of(
                quota(Resource.INSTANCES, limits.instancesUsed(), limits.instancesLimit()),
                quota(Resource.CORES, limits.coresUsed(), limits.coresLimit()),
                quota(Resource.RAM, limits.ramUsed(), limits.ramLimit()));
    }

    private List<Quota> volume() {
        Answer answer = access.cinder().get("/os-quota-sets/" + project + "?usage=true", Map.of());
        CinderQuotaSet set =
                promised(Json.read(answer, QuotaMessages.CinderQuotas.class).set());
        return List.of(
                quota(Resource.VOLUMES, set.volumes()),
                quota(Resource.GIGABYTES, set.gigabytes()),
                quota(Resource.SNAPSHOTS, set.snapshots()));
    }

    private List<Quota> network() {
        Answer answer = access.neutron().get("/v2.0/quotas/" + project + "/details", Map.of());
        NeutronQuota quota =
                promised(Json.read(answer, QuotaMessages.NeutronQuotas.class).quota());
        return List.of(
                quota(Resource.PORTS, quota.port()),
                quota(Resource.FLOATING_IPS, quota.floatingIp()),
                quota(Resource.SECURITY_GROUPS, quota.securityGroup()));
    }

    private static Quota quota(Resource resource, @Nullable CinderUse use) {
        CinderUse told = promised(use);
        return quota(resource, promised(told.used()) + told.reserved(), told.limit());
    }

    private static Quota quota(Resource resource, @Nullable NeutronUse use) {
        NeutronUse told = promised(use);
        return quota(resource, promised(told.used()) + told.reserved(), told.limit());
    }

    private static Quota quota(Resource resource, @Nullable Long used, @Nullable Long limit) {
        long most = promised(limit);
        return new Quota(resource, promised(used), most < 0 ? null : most);
    }
}

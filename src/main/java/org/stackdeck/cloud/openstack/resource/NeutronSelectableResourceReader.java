package org.stackdeck.cloud.openstack.resource;

import static org.stackdeck.cloud.openstack.http.ResponseFields.orEmpty;
import static org.stackdeck.cloud.openstack.http.ResponseFields.required;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.openstack.http.ServiceJson;
import org.stackdeck.cloud.openstack.identity.AuthenticatedServiceClient;
import org.stackdeck.cloud.openstack.resource.NeutronDtos.FloatingIpBody;
import org.stackdeck.cloud.openstack.resource.NeutronDtos.NetworkBody;
import org.stackdeck.cloud.openstack.resource.SecurityGroupDtos.SecurityGroupBody;
import org.stackdeck.cloud.resource.FloatingIp;
import org.stackdeck.cloud.resource.Network;
import org.stackdeck.cloud.resource.Port;
import org.stackdeck.cloud.resource.SecurityGroup;

/** Lists a project's networks, ports, floating IPs and security groups with Neutron's API. */
final class NeutronSelectableResourceReader {

    private final AuthenticatedServiceClient neutron;
    private final ProjectId project;
    private final boolean allProjects;

    /** @param allProjects whether the credential has access to the resources of all projects */
    NeutronSelectableResourceReader(AuthenticatedServiceClient neutron, ProjectId project, boolean allProjects) {
        this.neutron = neutron;
        this.project = project;
        this.allProjects = allProjects;
    }

    List<Network> networks() {
        Sharing sharing = loadSharing();
        return reachableNetworks(sharing).stream()
                .filter(network -> !network.external())
                .map(network -> new Network(
                        required(network.id()),
                        orEmpty(network.name()),
                        isOwn(network.projectId()) || sharing.withAllProjects().contains(network.id())))
                .toList();
    }

    private List<NetworkBody> reachableNetworks(Sharing sharing) {
        return ServiceJson.readListAt(neutron.get("/v2.0/networks", Map.of()), "/networks", NetworkBody.class).stream()
                .filter(network -> isOwn(network.projectId()) || sharing.includes(network))
                .toList();
    }

    /**
     * The networks that are shared with the project.
     *
     * @param withProject IDs of the networks that are shared with the project; null if Neutron's {@code shared} applies
     * @param withAllProjects IDs of the networks that are shared with all projects, as far as they are known
     */
    private record Sharing(@Nullable Set<String> withProject, Set<String> withAllProjects) {

        private static final Sharing UNKNOWN = new Sharing(null, Set.of());

        boolean includes(NetworkBody network) {
            return withProject == null
                    ? network.shared()
                    : withProject.contains(network.id()) || withAllProjects.contains(network.id());
        }
    }

    /**
     * Reads the RBAC policies if the credential has access to all projects, because Neutron's {@code shared} refers to
     * the credential's own project. If the policies cannot be read, {@code shared} is used.
     */
    private Sharing loadSharing() {
        if (!allProjects) {
            return Sharing.UNKNOWN;
        }
        return ExternalNetworkAccess.loadPolicies(neutron, "access_as_shared")
                .map(policies -> new Sharing(
                        objects(policies, policy -> isOwn(policy.target())),
                        objects(policies, policy -> "*".equals(policy.target()))))
                .orElse(Sharing.UNKNOWN);
    }

    private static Set<String> objects(
            List<NeutronDtos.PolicyBody> policies, Predicate<NeutronDtos.PolicyBody> selected) {
        return policies.stream()
                .filter(selected)
                .map(policy -> required(policy.objectId()))
                .collect(Collectors.toSet());
    }

    List<SecurityGroup> securityGroups() {
        return ServiceJson.readListAt(
                        neutron.get("/v2.0/security-groups?project_id=" + project, Map.of()),
                        "/security_groups",
                        SecurityGroupBody.class)
                .stream()
                .filter(group -> isOwn(group.projectId()))
                .map(group -> new SecurityGroup(
                        required(group.id()),
                        orEmpty(group.name()),
                        group.description(),
                        group.rulesOrNone().stream()
                                .map(SecurityGroupDtos.RuleBody::toRule)
                                .toList()))
                .toList();
    }

    List<FloatingIp> floatingIps() {
        return ServiceJson.readListAt(
                        neutron.get("/v2.0/floatingips?project_id=" + project, Map.of()),
                        "/floatingips",
                        FloatingIpBody.class)
                .stream()
                .filter(floatingIpBody -> isOwn(floatingIpBody.projectId()))
                .map(floatingIpBody -> new FloatingIp(
                        required(floatingIpBody.id()), required(floatingIpBody.ip()), floatingIpBody.portId()))
                .toList();
    }

    List<Port> ports(ServerId server) {
        return withNetworkNames(new ServerNetworkClient(neutron).portsOf(server.value(), project));
    }

    List<Port> freePorts() {
        return withNetworkNames(new ServerNetworkClient(neutron).freePorts(project));
    }

    private List<Port> withNetworkNames(List<NeutronDtos.PortBody> ports) {
        Map<String, String> names = new HashMap<>();
        reachableNetworks(loadSharing()).forEach(network -> names.put(required(network.id()), orEmpty(network.name())));
        return ports.stream()
                .map(port -> new Port(
                        required(port.id()),
                        orEmpty(port.mac()),
                        names.getOrDefault(orEmpty(port.networkId()), orEmpty(port.networkId())),
                        port.ips(),
                        port.groups(),
                        port.isFiltered()))
                .toList();
    }

    private boolean isOwn(@Nullable String projectId) {
        return project.value().equals(projectId);
    }
}

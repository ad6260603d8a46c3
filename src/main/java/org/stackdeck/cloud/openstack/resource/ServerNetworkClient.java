package org.stackdeck.cloud.openstack.resource;

import static org.stackdeck.cloud.action.ActionParameter.FLOATING_IP;
import static org.stackdeck.cloud.action.ActionParameter.FROM_SERVER;
import static org.stackdeck.cloud.action.ActionParameter.PORT;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ChangeObstacle;
import org.stackdeck.cloud.action.ChangeObstacleException;
import org.stackdeck.cloud.openstack.http.ChangePreconditions;
import org.stackdeck.cloud.openstack.http.ResponseFields;
import org.stackdeck.cloud.openstack.http.ServiceJson;
import org.stackdeck.cloud.openstack.http.ServiceRequest;
import org.stackdeck.cloud.openstack.http.ServiceResponse;
import org.stackdeck.cloud.openstack.identity.AuthenticatedServiceClient;

/** Reads the ports of servers and changes their floating IPs (Networking API v2.0). */
public final class ServerNetworkClient {

    private static final String FLOATING_IPS = "/v2.0/floatingips/";

    private final AuthenticatedServiceClient neutron;

    public ServerNetworkClient(AuthenticatedServiceClient neutron) {
        this.neutron = neutron;
    }

    /**
     * Associates the floating IP with the given port, or with the only port of the server. Does not change the floating
     * IP if a check fails.
     *
     * @throws ChangeObstacleException if the server does not have the given port, or if no port is given and the
     *     server has none or several; also if another port has the floating IP, unless this port belongs to the server
     *     from which the floating IP moves
     */
    public ServiceResponse associate(String server, ActionRequest actionRequest) {
        NeutronDtos.FloatingIpBody address =
                ChangePreconditions.read(() -> floatingIp(actionRequest.requiredValue(FLOATING_IP)));
        return updatePort(address, ChangePreconditions.read(() -> requirePort(server, address, actionRequest)));
    }

    private String requirePort(String server, NeutronDtos.FloatingIpBody address, ActionRequest actionRequest) {
        ProjectId project = projectOf(address);
        String port = actionRequest
                .value(PORT)
                .map(named -> requireOwnPort(server, project, named))
                .orElseGet(() -> requireOnlyPort(server, project));
        String current = address.portId();
        if (current != null
                && !current.equals(port)
                && actionRequest
                        .value(FROM_SERVER)
                        .filter(source -> isPortOf(source, project, current))
                        .isEmpty()) {
            throw new ChangeObstacleException(ChangeObstacle.FLOATING_IP_IN_USE);
        }
        return port;
    }

    /**
     * Disassociates the floating IP from the server.
     *
     * @throws ChangeObstacleException if the floating IP is not associated with the server; the floating IP is not
     *     changed
     */
    public ServiceResponse disassociate(String server, ActionRequest actionRequest) {
        NeutronDtos.FloatingIpBody address = ChangePreconditions.read(() -> {
            NeutronDtos.FloatingIpBody read = floatingIp(actionRequest.requiredValue(FLOATING_IP));
            if (read.portId() == null || !isPortOf(server, projectOf(read), read.portId())) {
                throw new ChangeObstacleException(ChangeObstacle.FLOATING_IP_NOT_ON_SERVER);
            }
            return read;
        });
        return updatePort(address, null);
    }

    /**
     * Returns whether the floating IP is associated with the server.
     *
     * @param only the port that must have the floating IP; null for any port of the server
     */
    public boolean isAssociated(String server, String floatingIp, @Nullable String only) {
        NeutronDtos.FloatingIpBody address = floatingIp(floatingIp);
        String port = address.portId();
        return port != null && (only == null || only.equals(port)) && isPortOf(server, projectOf(address), port);
    }

    private static ProjectId projectOf(NeutronDtos.FloatingIpBody address) {
        return new ProjectId(ResponseFields.required(address.projectId()));
    }

    private boolean isPortOf(String server, ProjectId project, String port) {
        return portsOf(server, project).stream().anyMatch(body -> port.equals(body.id()));
    }

    /**
     * Returns whether the server has ports in the project of the security group and all of these ports are in the
     * group.
     */
    public boolean isInSecurityGroup(String server, String group) {
        List<NeutronDtos.PortBody> ports = portsInProjectOf(group, server);
        return !ports.isEmpty() && ports.stream().allMatch(port -> port.groups().contains(group));
    }

    /**
     * Returns whether the server has ports in the project of the security group and none of these ports is in the
     * group.
     */
    public boolean isOutsideSecurityGroup(String server, String group) {
        List<NeutronDtos.PortBody> ports = portsInProjectOf(group, server);
        return !ports.isEmpty()
                && ports.stream().noneMatch(port -> port.groups().contains(group));
    }

    private List<NeutronDtos.PortBody> portsInProjectOf(String group, String server) {
        String project = ServiceJson.readAt(
                neutron.get("/v2.0/security-groups/" + ServiceRequest.encodePathSegment(group), Map.of()),
                "/security_group/project_id",
                String.class);
        return portsOf(server, new ProjectId(project));
    }

    /**
     * Lists the ports of a server in its project. Like Nova, ignores ports of other projects, because any user can
     * create a port with the ID of any server as its device ID (nova.network.neutron, {@code
     * _gather_port_ids_and_networks}).
     */
    List<NeutronDtos.PortBody> portsOf(String server, ProjectId project) {
        String query = "/v2.0/ports?device_id=" + ServiceRequest.encodePathSegment(server) + "&project_id="
                + ServiceRequest.encodePathSegment(project.value());
        return readPorts(query)
                .filter(port -> project.value().equals(port.projectId()))
                .toList();
    }

    /** Lists the ports of the project that no server or other device uses. */
    List<NeutronDtos.PortBody> freePorts(ProjectId project) {
        return readPorts("/v2.0/ports?project_id=" + project)
                .filter(port -> project.value().equals(port.projectId()))
                .filter(port -> port.deviceId() == null || port.deviceId().isEmpty())
                .toList();
    }

    private Stream<NeutronDtos.PortBody> readPorts(String path) {
        return ServiceJson.readListAt(neutron.get(path, Map.of()), "/ports", NeutronDtos.PortBody.class).stream();
    }

    private NeutronDtos.FloatingIpBody floatingIp(String id) {
        return ServiceJson.readAt(neutron.get(path(id), Map.of()), "/floatingip", NeutronDtos.FloatingIpBody.class);
    }

    /**
     * Changes the port of the floating IP. Neutron rejects the update with 412 if the floating IP has changed since it
     * was read (revision-if-match).
     */
    private ServiceResponse updatePort(NeutronDtos.FloatingIpBody address, @Nullable String port) {
        Map<String, String> asRead =
                address.revision() == null ? Map.of() : Map.of("If-Match", "revision_number=" + address.revision());
        return neutron.put(
                path(ResponseFields.required(address.id())),
                asRead,
                Map.of("floatingip", Collections.singletonMap("port_id", port)));
    }

    private static String path(String floatingIp) {
        return FLOATING_IPS + ServiceRequest.encodePathSegment(floatingIp);
    }

    private String requireOwnPort(String server, ProjectId project, String named) {
        if (portsOf(server, project).stream().noneMatch(port -> named.equals(port.id()))) {
            throw new ChangeObstacleException(ChangeObstacle.PORT_NOT_ON_SERVER);
        }
        return named;
    }

    private String requireOnlyPort(String server, ProjectId project) {
        List<NeutronDtos.PortBody> ports = portsOf(server, project);
        if (ports.size() != 1) {
            throw new ChangeObstacleException(
                    ports.isEmpty() ? ChangeObstacle.SERVER_WITHOUT_PORT : ChangeObstacle.PORT_REQUIRED);
        }
        return ResponseFields.required(ports.getFirst().id());
    }
}

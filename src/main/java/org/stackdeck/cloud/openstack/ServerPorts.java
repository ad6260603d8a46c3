package org.stackdeck.cloud.openstack;

import static org.stackdeck.cloud.ActionParameter.FLOATING_IP;
import static org.stackdeck.cloud.ActionParameter.PORT;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.Order;
import org.stackdeck.cloud.ProjectId;

/** Reads the ports of servers and changes their floating IPs (Networking API v2.0). */
final class ServerPorts {

    private static final String FLOATING_IPS = "/v2.0/floatingips/";

    private final ServiceClient neutron;

    ServerPorts(ServiceClient neutron) {
        this.neutron = neutron;
    }

    /**
     * Associates the floating IP with the given port, or with the only port of the server.
     *
     * @throws CloudException also if the floating IP is now associated with another port, which keeps it
     */
    Answer associate(String server, Order order) {
        String port = order.value(PORT).map(named -> ownPort(server, named)).orElseGet(() -> onlyPort(server));
        NeutronMessages.FloatingIpBody address = floatingIp(order.required(FLOATING_IP));
        if (address.portId() != null && !address.portId().equals(port)) {
            throw new CloudException(Category.CONFLICT, "The floating address leads to another port by now");
        }
        return lead(address, port);
    }

    /** @throws CloudException also if the floating IP is no longer associated with the server; it is left unchanged */
    Answer disassociate(String server, Order order) {
        NeutronMessages.FloatingIpBody address = floatingIp(order.required(FLOATING_IP));
        if (of(server).stream()
                .noneMatch(port -> ServerMapper.promised(port.id()).equals(address.portId()))) {
            throw new CloudException(Category.CONFLICT, "The floating address does not lead to this server any more");
        }
        return lead(address, null);
    }

    /** @param only the only accepted port; null for any port of the server */
    boolean associated(String server, String floatingIp, @Nullable String only) {
        String port = floatingIp(floatingIp).portId();
        return port != null
                && (only == null || only.equals(port))
                && of(server).stream().anyMatch(one -> port.equals(one.id()));
    }

    /** Returns whether all ports of the server are in the group. */
    boolean grouped(String server, String group) {
        List<NeutronMessages.PortBody> ports = of(server);
        return !ports.isEmpty() && ports.stream().allMatch(port -> port.groups().contains(group));
    }

    List<NeutronMessages.PortBody> of(String server) {
        return ServerMapper.promised(
                Json.read(neutron.get("/v2.0/ports?device_id=" + server, Map.of()), NeutronMessages.Ports.class)
                        .ports());
    }

    /** The ports of the project that no server uses. */
    List<NeutronMessages.PortBody> free(ProjectId project) {
        return ServerMapper.promised(Json.read(
                                neutron.get("/v2.0/ports?project_id=" + project, Map.of()), NeutronMessages.Ports.class)
                        .ports())
                .stream()
                .filter(port -> project.value().equals(port.projectId()))
                .filter(port -> port.deviceId() == null || port.deviceId().isEmpty())
                .toList();
    }

    private NeutronMessages.FloatingIpBody floatingIp(String id) {
        return ServerMapper.promised(
                Json.read(neutron.get(path(id), Map.of()), NeutronMessages.FloatingIpEnvelope.class)
                        .floatingIp());
    }

    /** Neutron rejects the update with 412 if the floating IP was changed since it was read (revision-if-match). */
    private Answer lead(NeutronMessages.FloatingIpBody address, @Nullable String port) {
        Map<String, String> asRead =
                address.revision() == null ? Map.of() : Map.of("If-Match", "revision_number=" + address.revision());
        return neutron.put(
                path(ServerMapper.promised(address.id())),
                asRead,
                Map.of("floatingip", Collections.singletonMap("port_id", port)));
    }

    private static String path(String floatingIp) {
        return FLOATING_IPS + ServerOrders.inPath(floatingIp);
    }

    private String ownPort(String server, String named) {
        if (of(server).stream().noneMatch(port -> named.equals(port.id()))) {
            throw new CloudException(Category.CONFLICT, "The port is not this server's any more");
        }
        return named;
    }

    private String onlyPort(String server) {
        List<NeutronMessages.PortBody> ports = of(server);
        if (ports.size() != 1) {
            throw new CloudException(
                    Category.CONFLICT,
                    ports.isEmpty()
                            ? "The server has no port that an address could lead to"
                            : "The server has several ports: say which of them the address is to lead to");
        }
        return ServerMapper.promised(ports.getFirst().id());
    }
}

package org.stackdeck.cloud.openstack;

import static org.stackdeck.cloud.ActionParameter.FLOATING_IP;
import static org.stackdeck.cloud.ActionParameter.PORT;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.Order;
import org.stackdeck.cloud.ProjectId;

/** What Neutron knows of a server: its ports, and the floating addresses that lead to them (Networking API v2.0). */
final class ServerPorts {

    private static final String FLOATING_IPS = "/v2.0/floatingips/";

    private final ServiceClient neutron;

    ServerPorts(ServiceClient neutron) {
        this.neutron = neutron;
    }

    /** To the port that is named, or to the server's only one. */
    Answer associate(String server, Order order) {
        String port = order.value(PORT).orElseGet(() -> onlyPort(server));
        return lead(order, Collections.singletonMap("port_id", port));
    }

    Answer disassociate(Order order) {
        return lead(order, Collections.singletonMap("port_id", null));
    }

    boolean associated(String server, String floatingIp) {
        String port = floatingIp(floatingIp).portId();
        return port != null && of(server).stream().anyMatch(one -> port.equals(one.id()));
    }

    /** Whether each of the server's ports is in the group. */
    boolean grouped(String server, String group) {
        List<NeutronMessages.PortBody> ports = of(server);
        return !ports.isEmpty() && ports.stream().allMatch(port -> port.groups().contains(group));
    }

    List<NeutronMessages.PortBody> of(String server) {
        return ServerMapper.promised(
                Json.read(neutron.get("/v2.0/ports?device_id=" + server, Map.of()), NeutronMessages.Ports.class)
                        .ports());
    }

    /** Those of the project that nothing uses. */
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

    private Answer lead(Order order, Map<String, ?> where) {
        return neutron.put(path(order.required(FLOATING_IP)), Map.of(), Map.of("floatingip", where));
    }

    private static String path(String floatingIp) {
        return FLOATING_IPS + ServerOrders.inPath(floatingIp);
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

package org.stackdeck.simulator.neutron;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stackdeck.simulator.keystone.Role;
import org.stackdeck.simulator.keystone.SimulatedProject;
import org.stackdeck.simulator.keystone.Token;
import org.stackdeck.simulator.model.FloatingIp;
import org.stackdeck.simulator.model.PortAttachment;
import org.stackdeck.simulator.model.SimulatedPort;
import org.stackdeck.simulator.model.SimulatedServer;
import org.stackdeck.simulator.state.DefaultResources;
import org.stackdeck.simulator.support.Json;
import org.stackdeck.simulator.support.StableIds;
import org.stackdeck.simulator.support.Timestamps;
import tools.jackson.databind.node.ObjectNode;

/** Neutron's JSON representation of ports and floating IPs. */
final class PortDocuments {

    private PortDocuments() {}

    static ObjectNode port(PortAttachment placed, Token token) {
        SimulatedPort port = placed.port();
        SimulatedServer server = placed.server();
        ObjectNode node = brief(placed)
                .put("id", port.id())
                .put("tenant_id", port.project().id());
        node.set("fixed_ips", port.fixedIps());
        node.set("allowed_address_pairs", port.addressPairs());
        node.putArray("extra_dhcp_opts");
        node.set("security_groups", Json.array(port.groups()));
        node.put("description", port.description())
                .put("binding:vnic_type", "normal")
                .put("port_security_enabled", port.filtered());
        if (token.hasRole(Role.ADMIN)) {
            node.put(
                            "binding:host_id",
                            server == null ? "" : server.configuration().host())
                    .put("binding:vif_type", server == null ? "unbound" : "ovs");
            node.putObject("binding:profile");
            node.putObject("binding:vif_details");
        }
        return NeutronDocuments.standard(node, port.project());
    }

    /** Returns the port with which a router is connected to a subnet. It has the address of the subnet's gateway. */
    static ObjectNode routerInterface(ObjectNode router, ObjectNode subnet) {
        String id = router.path("id").asString("");
        String subnetId = subnet.path("id").asString("");
        String project = router.path("project_id").asString("");
        ObjectNode node = Json.object()
                .put("id", StableIds.dashed("router-interface", id + "/" + subnetId))
                .put("name", "")
                .put("description", "")
                .put("network_id", subnet.path("network_id").asString(""))
                .put("mac_address", "fa:16:3e:00:00:01")
                .put("admin_state_up", true)
                .put("status", "ACTIVE")
                .put("device_id", id)
                .put("device_owner", "network:router_interface")
                .put("binding:vnic_type", "normal")
                .put("port_security_enabled", false)
                .put("tenant_id", project)
                .put("project_id", project)
                .put("created_at", router.path("created_at").asString(""))
                .put("updated_at", router.path("updated_at").asString(""))
                .put("revision_number", 0);
        node.putArray("fixed_ips")
                .addObject()
                .put("subnet_id", subnetId)
                .put("ip_address", subnet.path("gateway_ip").asString(""));
        List.of("allowed_address_pairs", "extra_dhcp_opts", "security_groups", "tags")
                .forEach(node::putArray);
        return node;
    }

    private static ObjectNode brief(PortAttachment placed) {
        SimulatedPort port = placed.port();
        SimulatedServer server = placed.server();
        return Json.object()
                .put("name", port.name())
                .put("network_id", port.network().id())
                .put("mac_address", port.mac())
                .put("admin_state_up", true)
                .put("status", server == null ? "DOWN" : "ACTIVE")
                .put("device_id", server == null ? "" : server.id())
                .put("device_owner", server == null ? "" : "compute:nova");
    }

    /** @param placed associated port; null for none */
    static ObjectNode floatingIp(FloatingIp floatingIp, @Nullable PortAttachment placed) {
        SimulatedProject project = floatingIp.project();
        ObjectNode node = Json.object()
                .put("id", floatingIp.id())
                .put("tenant_id", project.id())
                .put("floating_ip_address", floatingIp.ip())
                .put("floating_network_id", DefaultResources.PUBLIC.id());
        if (placed == null) {
            node.putNull("router_id").putNull("port_id").putNull("fixed_ip_address");
        } else {
            SimulatedPort port = placed.port();
            node.put(
                            "router_id",
                            StableIds.dashed("router", port.network().project().name()))
                    .put("port_id", port.id())
                    .put(
                            "fixed_ip_address",
                            port.fixedIps().path(0).path("ip_address").asString(""));
        }
        node.put("status", placed == null ? "DOWN" : "ACTIVE").put("description", floatingIp.description());
        if (placed == null) {
            node.putNull("port_details");
        } else {
            node.set("port_details", brief(placed));
        }
        String created = Timestamps.seconds(floatingIp.created());
        return NeutronDocuments.standard(node, project)
                .put("created_at", created)
                .put("updated_at", created)
                .put("revision_number", floatingIp.revision());
    }
}

package org.stackdeck.simulator.nova.document;

import java.util.Set;
import org.stackdeck.simulator.model.PortAddress;
import org.stackdeck.simulator.model.ServerFault;
import org.stackdeck.simulator.model.SimulatedFlavor;
import org.stackdeck.simulator.model.SimulatedImage;
import org.stackdeck.simulator.model.SimulatedServer;
import org.stackdeck.simulator.model.VmState;
import org.stackdeck.simulator.model.VolumeAttachment;
import org.stackdeck.simulator.nova.request.Microversion;
import org.stackdeck.simulator.nova.request.NovaRequest;
import org.stackdeck.simulator.support.Json;
import org.stackdeck.simulator.support.Timestamps;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Creates the nested documents in the document of a server. */
public final class ServerDocumentParts {

    private static final Set<String> WITH_FAULT = Set.of("ERROR", "DELETED");

    private final String base;

    ServerDocumentParts(String base) {
        this.base = base;
    }

    ArrayNode links(SimulatedServer server) {
        return Json.array()
                .add(Json.link("self", base + "/v2.1/servers/" + server.id()))
                .add(Json.link("bookmark", base + "/servers/" + server.id()));
    }

    JsonNode image(Microversion version, SimulatedServer server) {
        SimulatedImage image = server.configuration().image();
        if (image == null) {
            return StringNode.valueOf("");
        }
        ObjectNode body = Json.object().put("id", image.id());
        body.putArray("links").add(Json.link("bookmark", base + "/images/" + image.id()));
        if (version.atLeast(98)) {
            body.putObject("properties")
                    .put("architecture", "x86_64")
                    .put("os_distro", image.distribution())
                    .put("os_version", image.version())
                    .put("min_ram", "0")
                    .put(
                            "min_disk",
                            String.valueOf(server.configuration().flavor().disk()))
                    .put("disk_format", "raw")
                    .put("container_format", "bare")
                    .put("base_image_ref", image.id());
        }
        return body;
    }

    ObjectNode flavor(Microversion version, SimulatedFlavor flavor) {
        if (!version.atLeast(47)) {
            ObjectNode node = Json.object().put("id", flavor.id());
            node.putArray("links").add(Json.link("bookmark", base + "/flavors/" + flavor.id()));
            return node;
        }
        ObjectNode node = Json.object()
                .put("vcpus", flavor.vcpus())
                .put("ram", flavor.ram())
                .put("disk", flavor.disk())
                .put("ephemeral", flavor.ephemeral())
                .put("swap", flavor.swap())
                .put("original_name", flavor.name());
        ObjectNode specs = node.putObject("extra_specs");
        flavor.extraSpecs().forEach(specs::put);
        return node;
    }

    /** @param extended whether to include the type and the MAC address, as in the document of a server */
    static ObjectNode addresses(SimulatedServer server, boolean extended) {
        ObjectNode networks = Json.object();
        if (server.vmState() == VmState.BUILDING) {
            return networks;
        }
        for (PortAddress address : server.devices().addresses()) {
            ObjectNode node = networks.withArray(address.network().name())
                    .addObject()
                    .put("version", address.version())
                    .put("addr", address.ip());
            if (extended) {
                node.put("OS-EXT-IPS:type", address.type()).put("OS-EXT-IPS-MAC:mac_addr", address.mac());
            }
        }
        return networks;
    }

    public static ObjectNode ips(SimulatedServer server) {
        return Json.object().set("addresses", addresses(server, false));
    }

    static ArrayNode volumes(Microversion version, SimulatedServer server) {
        ArrayNode list = Json.array();
        for (VolumeAttachment attachment : server.devices().volumes()) {
            ObjectNode volume = list.addObject().put("id", attachment.volumeId());
            if (version.atLeast(3)) {
                volume.put("delete_on_termination", attachment.deleteOnTermination());
            }
        }
        return list;
    }

    static void fault(NovaRequest novaRequest, ObjectNode node, SimulatedServer server) {
        ServerFault serverFault = server.fault();
        if (serverFault == null || !WITH_FAULT.contains(server.status())) {
            return;
        }
        ObjectNode fault = node.putObject("fault")
                .put("code", serverFault.code())
                .put("created", Timestamps.seconds(serverFault.created()))
                .put("message", serverFault.message());
        if (!serverFault.details().isEmpty() && (novaRequest.isAdmin() || serverFault.code() != 500)) {
            fault.put("details", serverFault.details());
        }
    }
}

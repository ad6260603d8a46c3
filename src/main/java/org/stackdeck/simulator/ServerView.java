package org.stackdeck.simulator;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A server as JSON, with what each microversion added to it and what an administrator sees more. */
final class ServerView {

    private static final Set<String> WITH_PROGRESS =
            Set.of("ACTIVE", "BUILD", "REBUILD", "RESIZE", "VERIFY_RESIZE", "MIGRATING");

    private final String base;

    ServerView(String base) {
        this.base = base;
    }

    ObjectNode brief(SimulatedServer server) {
        ObjectNode node = Json.object().put("id", server.id()).put("name", server.name());
        node.set("links", links(server));
        return node;
    }

    /** As in the list with details. */
    ObjectNode detail(NovaCall call, SimulatedServer server) {
        synchronized (server) {
            ObjectNode node = common(call, server);
            if (call.version().atLeast(16) && call.admin()) {
                node.put("host_status", placed(server) ? "UP" : "");
            }
            if (!server.addresses().isEmpty()) {
                node.putArray("security_groups").add(Json.object().put("name", SecurityGroups.NAME));
            }
            return node;
        }
    }

    /** As shown alone. */
    ObjectNode full(NovaCall call, SimulatedServer server) {
        ObjectNode node = detail(call, server);
        if (call.version().atLeast(71)) {
            node.putArray("server_groups");
        }
        return node;
    }

    private ObjectNode common(NovaCall call, SimulatedServer server) {
        ServerOrigin origin = server.origin();
        Microversion version = call.version();
        ObjectNode node = Json.object()
                .put("id", server.id())
                .put("name", server.name())
                .put("status", server.status())
                .put("tenant_id", origin.project().id())
                .put("user_id", origin.userId());
        ObjectNode metadata = node.putObject("metadata");
        server.metadata().forEach(metadata::put);
        node.put("hostId", server.vmState() == VmState.SHELVED_OFFLOADED ? "" : origin.hostId());
        image(node, version, server);
        node.set("flavor", flavor(version, origin.flavor()));
        node.put("created", Stamps.seconds(origin.created()));
        node.put("updated", Stamps.seconds(server.updated()));
        node.set("addresses", addresses(server, true));
        node.put("accessIPv4", "").put("accessIPv6", "");
        node.set("links", links(server));
        node.put("OS-DCF:diskConfig", origin.image() == null ? "AUTO" : "MANUAL");
        fault(call, node, server);
        if (WITH_PROGRESS.contains(server.status())) {
            node.put("progress", 0);
        }
        boolean placed = placed(server);
        node.put("OS-EXT-AZ:availability_zone", placed ? "nova" : "");
        if (version.atLeast(96)) {
            node.putNull("pinned_availability_zone");
        }
        if (version.atLeast(100)) {
            node.putObject("scheduler_hints");
        }
        node.put("config_drive", origin.configDrive() ? "True" : "").put("key_name", origin.keyName());
        node.put("OS-SRV-USG:launched_at", Stamps.micros(server.launched()))
                .put("OS-SRV-USG:terminated_at", Stamps.micros(server.terminated()));
        if (call.admin()) {
            administration(node, version, server, placed);
        }
        node.put("OS-EXT-STS:task_state", server.task())
                .put("OS-EXT-STS:vm_state", server.vmState().word())
                .put("OS-EXT-STS:power_state", server.power());
        volumes(node, version, server);
        additions(node, version, server);
        return node;
    }

    /** Whether it is on a compute. */
    private static boolean placed(SimulatedServer server) {
        return server.origin().host() != null && server.vmState() != VmState.SHELVED_OFFLOADED;
    }

    private static void additions(ObjectNode node, Microversion version, SimulatedServer server) {
        if (version.atLeast(9)) {
            node.put("locked", server.locked());
        }
        if (version.atLeast(73)) {
            node.put("locked_reason", server.lockedReason());
        }
        if (version.atLeast(19)) {
            node.put("description", server.description());
        }
        if (version.atLeast(26)) {
            node.set("tags", Json.array(server.tags()));
        }
        if (version.atLeast(63)) {
            node.putNull("trusted_image_certificates");
        }
        if (version.atLeast(90)) {
            node.put("OS-EXT-SRV-ATTR:hostname", hostname(server));
        }
    }

    private static void administration(ObjectNode node, Microversion version, SimulatedServer server, boolean placed) {
        ServerOrigin origin = server.origin();
        String host = placed ? origin.host() : null;
        node.put("OS-EXT-SRV-ATTR:host", host)
                .put("OS-EXT-SRV-ATTR:instance_name", origin.instanceName())
                .put("OS-EXT-SRV-ATTR:hypervisor_hostname", host);
        if (version.atLeast(3)) {
            node.put("OS-EXT-SRV-ATTR:reservation_id", origin.reservationId())
                    .put("OS-EXT-SRV-ATTR:launch_index", 0)
                    .put("OS-EXT-SRV-ATTR:hostname", hostname(server))
                    .put("OS-EXT-SRV-ATTR:kernel_id", "")
                    .put("OS-EXT-SRV-ATTR:ramdisk_id", "")
                    .put("OS-EXT-SRV-ATTR:root_device_name", "/dev/vda")
                    .putNull("OS-EXT-SRV-ATTR:user_data");
        }
    }

    private static void fault(NovaCall call, ObjectNode node, SimulatedServer server) {
        Failure failure = server.failure();
        if (failure == null || !Set.of("ERROR", "DELETED").contains(server.status())) {
            return;
        }
        ObjectNode fault = node.putObject("fault")
                .put("code", failure.code())
                .put("created", Stamps.seconds(failure.created()))
                .put("message", failure.message());
        if (!failure.details().isEmpty() && (call.admin() || failure.code() != 500)) {
            fault.put("details", failure.details());
        }
    }

    private void image(ObjectNode node, Microversion version, SimulatedServer server) {
        SimulatedImage image = server.origin().image();
        if (image == null) {
            node.put("image", "");
            return;
        }
        ObjectNode body = node.putObject("image").put("id", image.id());
        body.putArray("links").add(Json.link("bookmark", base + "/images/" + image.id()));
        if (version.atLeast(98)) {
            body.putObject("properties")
                    .put("architecture", "x86_64")
                    .put("os_distro", image.distribution())
                    .put("os_version", image.version())
                    .put("min_ram", "0")
                    .put("min_disk", String.valueOf(server.origin().flavor().disk()))
                    .put("disk_format", "raw")
                    .put("container_format", "bare")
                    .put("base_image_ref", image.id());
        }
    }

    private ObjectNode flavor(Microversion version, SimulatedFlavor flavor) {
        if (!version.atLeast(47)) {
            ObjectNode node = Json.object().put("id", flavor.id());
            node.putArray("links").add(Json.link("bookmark", base + "/flavors/" + flavor.id()));
            return node;
        }
        ObjectNode node = Json.object()
                .put("vcpus", flavor.vcpus())
                .put("ram", flavor.ram())
                .put("disk", flavor.disk())
                .put("ephemeral", 0)
                .put("swap", 0)
                .put("original_name", flavor.name());
        ObjectNode specs = node.putObject("extra_specs");
        flavor.extraSpecs().forEach(specs::put);
        return node;
    }

    ObjectNode ips(SimulatedServer server) {
        ObjectNode document = Json.object();
        document.set("addresses", addresses(server, false));
        return document;
    }

    private static ObjectNode addresses(SimulatedServer server, boolean extended) {
        ObjectNode networks = Json.object();
        for (PortAddress address : server.addresses()) {
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

    ObjectNode interfaces(NovaCall call, SimulatedServer server) {
        ObjectNode document = Json.object();
        ArrayNode list = document.putArray("interfaceAttachments");
        Ports.of(server).forEach(port -> list.add(port.attachment(call.version())));
        return document;
    }

    ObjectNode volumeAttachments(SimulatedServer server) {
        ObjectNode document = Json.object();
        ArrayNode list = document.putArray("volumeAttachments");
        List<String> volumes = server.volumes();
        for (int i = 0; i < volumes.size(); i++) {
            list.addObject()
                    .put("id", volumes.get(i))
                    .put("volumeId", volumes.get(i))
                    .put("serverId", server.id())
                    .put(
                            "device",
                            "/dev/vd" + (char) ('a' + i + (server.origin().image() == null ? 0 : 1)));
        }
        return document;
    }

    private static void volumes(ObjectNode node, Microversion version, SimulatedServer server) {
        ArrayNode list = node.putArray("os-extended-volumes:volumes_attached");
        for (String id : server.volumes()) {
            ObjectNode volume = list.addObject().put("id", id);
            if (version.atLeast(3)) {
                volume.put("delete_on_termination", false);
            }
        }
    }

    private ArrayNode links(SimulatedServer server) {
        return Json.array()
                .add(Json.link("self", base + "/v2.1/servers/" + server.id()))
                .add(Json.link("bookmark", base + "/servers/" + server.id()));
    }

    private static String hostname(SimulatedServer server) {
        String plain = server.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9-]+", "-");
        String trimmed = plain.replaceAll("^-+|-+$", "");
        return trimmed.isEmpty() ? "server-" + server.id() : trimmed.substring(0, Math.min(63, trimmed.length()));
    }
}

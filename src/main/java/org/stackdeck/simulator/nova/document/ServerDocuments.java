package org.stackdeck.simulator.nova.document;

import java.util.List;
import java.util.Set;
import org.stackdeck.simulator.model.ImmutableServerProperties;
import org.stackdeck.simulator.model.SecurityGroup;
import org.stackdeck.simulator.model.ServerConfiguration;
import org.stackdeck.simulator.model.SimulatedServer;
import org.stackdeck.simulator.nova.request.Microversion;
import org.stackdeck.simulator.nova.request.NovaRequest;
import org.stackdeck.simulator.state.SecurityGroupStore;
import org.stackdeck.simulator.support.Json;
import org.stackdeck.simulator.support.Timestamps;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** JSON representation of servers by microversion, with additional fields for administrators. */
public final class ServerDocuments {

    private static final Set<String> WITH_PROGRESS =
            Set.of("ACTIVE", "BUILD", "REBUILD", "RESIZE", "VERIFY_RESIZE", "MIGRATING");

    private static final List<String> LATER_IN_CHANGES = List.of(
            "OS-EXT-AZ:availability_zone",
            "config_drive",
            "OS-SRV-USG:launched_at",
            "OS-SRV-USG:terminated_at",
            "security_groups",
            "OS-EXT-STS:task_state",
            "OS-EXT-STS:vm_state",
            "OS-EXT-STS:power_state",
            "os-extended-volumes:volumes_attached",
            "host_status");

    private final ServerDocumentParts parts;
    private final SecurityGroupStore securityGroups;

    public ServerDocuments(String base, SecurityGroupStore securityGroups) {
        this.securityGroups = securityGroups;
        this.parts = new ServerDocumentParts(base);
    }

    public ObjectNode brief(SimulatedServer server) {
        ObjectNode node = Json.object().put("id", server.id()).put("name", server.name());
        node.set("links", parts.links(server));
        return node;
    }

    /** Returns a server in the format of {@code GET /servers/detail}. */
    public ObjectNode detail(NovaRequest novaRequest, SimulatedServer server) {
        synchronized (server) {
            ObjectNode node = common(novaRequest, server);
            if (novaRequest.version().atLeast(16) && novaRequest.isAdmin()) {
                node.put("host_status", server.hasHost() ? "UP" : "");
            }
            List<SecurityGroup> groups = securityGroups.of(server);
            if (!groups.isEmpty()) {
                ArrayNode list = node.putArray("security_groups");
                groups.forEach(g -> list.add(Json.object().put("name", g.name())));
            }
            return node;
        }
    }

    /** Returns a server in the format of {@code GET /servers/{id}}. */
    public ObjectNode full(NovaRequest novaRequest, SimulatedServer server) {
        ObjectNode node = detail(novaRequest, server);
        if (novaRequest.version().atLeast(71)) {
            ArrayNode groups = node.putArray("server_groups");
            if (server.immutableProperties().group() != null) {
                groups.add(server.immutableProperties().group());
            }
        }
        return node;
    }

    /**
     * Returns a server in the format of the response to a change (nova.api.openstack.compute.servers, {@code update}
     * and {@code _action_rebuild}). Before microversion 2.75, this response has fewer fields.
     *
     * @param keyName whether to include the name of the key pair before microversion 2.75
     */
    public ObjectNode afterChange(NovaRequest novaRequest, SimulatedServer server, boolean keyName) {
        ObjectNode node = full(novaRequest, server);
        if (!novaRequest.version().atLeast(75)) {
            node.remove(LATER_IN_CHANGES);
            node.properties().removeIf(p -> p.getKey().startsWith("OS-EXT-SRV-ATTR:"));
            node.set("addresses", ServerDocumentParts.addresses(server, false));
            if (!keyName) {
                node.remove("key_name");
            }
        }
        return node;
    }

    private ObjectNode common(NovaRequest novaRequest, SimulatedServer server) {
        ImmutableServerProperties identity = server.immutableProperties();
        Microversion version = novaRequest.version();
        ObjectNode node = Json.object()
                .put("id", server.id())
                .put("name", server.name())
                .put("status", server.status())
                .put("tenant_id", identity.project().id())
                .put("user_id", identity.userId());
        ObjectNode metadata = node.putObject("metadata");
        server.metadata().forEach(metadata::put);
        boolean placed = server.hasHost();
        ServerConfiguration configuration = server.configuration();
        node.put(
                "hostId",
                placed
                        ? ServerConfiguration.hostId(
                                configuration.host(), identity.project().id())
                        : "");
        node.set("image", parts.image(version, server));
        node.set("flavor", parts.flavor(version, configuration.flavor()));
        node.put("created", Timestamps.seconds(identity.created()));
        node.put("updated", Timestamps.seconds(server.updated()));
        node.set("addresses", ServerDocumentParts.addresses(server, true));
        node.put("accessIPv4", server.access().ipv4())
                .put("accessIPv6", server.access().ipv6());
        node.set("links", parts.links(server));
        node.put("OS-DCF:diskConfig", server.access().diskConfig());
        ServerDocumentParts.fault(novaRequest, node, server);
        if (WITH_PROGRESS.contains(server.status())) {
            node.put("progress", 0);
        }
        node.put("OS-EXT-AZ:availability_zone", placed ? "nova" : "");
        if (version.atLeast(96)) {
            node.putNull("pinned_availability_zone");
        }
        if (version.atLeast(100)) {
            node.putObject("scheduler_hints");
        }
        node.put("config_drive", identity.configDrive() ? "True" : "").put("key_name", configuration.keyName());
        node.put("OS-SRV-USG:launched_at", Timestamps.micros(server.launched()))
                .put("OS-SRV-USG:terminated_at", Timestamps.micros(server.terminated()));
        if (novaRequest.isAdmin()) {
            administration(node, version, server, placed);
        }
        node.put("OS-EXT-STS:task_state", server.task())
                .put("OS-EXT-STS:vm_state", server.vmState().code())
                .put("OS-EXT-STS:power_state", server.power());
        node.set("os-extended-volumes:volumes_attached", ServerDocumentParts.volumes(version, server));
        additions(node, version, server);
        return node;
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
            node.put("OS-EXT-SRV-ATTR:hostname", server.configuration().hostname());
        }
    }

    private static void administration(ObjectNode node, Microversion version, SimulatedServer server, boolean placed) {
        ImmutableServerProperties identity = server.immutableProperties();
        String host = placed ? server.configuration().host() : null;
        node.put("OS-EXT-SRV-ATTR:host", host)
                .put("OS-EXT-SRV-ATTR:instance_name", identity.instanceName())
                .put("OS-EXT-SRV-ATTR:hypervisor_hostname", host);
        if (version.atLeast(3)) {
            node.put("OS-EXT-SRV-ATTR:reservation_id", identity.reservation())
                    .put("OS-EXT-SRV-ATTR:launch_index", 0)
                    .put("OS-EXT-SRV-ATTR:hostname", server.configuration().hostname())
                    .put("OS-EXT-SRV-ATTR:kernel_id", "")
                    .put("OS-EXT-SRV-ATTR:ramdisk_id", "")
                    .put("OS-EXT-SRV-ATTR:root_device_name", "/dev/vda")
                    .put("OS-EXT-SRV-ATTR:user_data", server.configuration().userData());
        }
    }

    public ArrayNode links(SimulatedServer server) {
        return parts.links(server);
    }

    /** Returns the URL of the server. */
    public String location(SimulatedServer server) {
        return parts.links(server).path(0).path("href").asString("");
    }
}

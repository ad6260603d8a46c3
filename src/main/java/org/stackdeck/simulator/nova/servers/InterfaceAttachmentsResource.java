package org.stackdeck.simulator.nova.servers;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.http.ApiResponse;
import org.stackdeck.simulator.keystone.Role;
import org.stackdeck.simulator.keystone.SimulatedProject;
import org.stackdeck.simulator.model.InstanceActionRecord;
import org.stackdeck.simulator.model.PortAttachment;
import org.stackdeck.simulator.model.ServerFault;
import org.stackdeck.simulator.model.SimulatedNetwork;
import org.stackdeck.simulator.model.SimulatedPort;
import org.stackdeck.simulator.model.SimulatedServer;
import org.stackdeck.simulator.model.VmState;
import org.stackdeck.simulator.nova.create.AvailableNetworks;
import org.stackdeck.simulator.nova.request.CommonSchemas;
import org.stackdeck.simulator.nova.request.NovaRequest;
import org.stackdeck.simulator.nova.tasks.FaultTracebacks;
import org.stackdeck.simulator.nova.tasks.ServerActionStarter;
import org.stackdeck.simulator.schema.JsonSchema;
import org.stackdeck.simulator.state.DefaultResources;
import org.stackdeck.simulator.state.NetworkStore;
import org.stackdeck.simulator.state.SecurityGroupStore;
import org.stackdeck.simulator.support.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Nova's {@code /servers/{id}/os-interface}. */
public final class InterfaceAttachmentsResource {

    private static final JsonSchema CREATE = JsonSchema.of("""
            {"type": "object",
             "properties": {"interfaceAttachment": {
               "type": "object",
               "properties": {
                 "net_id": {"type": "string", "format": "uuid"},
                 "port_id": {"type": "string", "format": "uuid"},
                 "fixed_ips": {
                   "type": "array", "minItems": 1, "maxItems": 1,
                   "items": {"type": "object", "properties": {"ip_address": {"type": "string"}},
                             "required": ["ip_address"], "additionalProperties": false}},
                 "tag": %s},
               "additionalProperties": false}},
             "additionalProperties": false}""".formatted(CommonSchemas.TAG));
    private static final String UNEXPECTED = "Unexpected API Error. Please report this at"
            + " http://bugs.launchpad.net/nova/ and attach the Nova API log if possible.\n"
            + "<class 'oslo_messaging.rpc.client.RemoteError'>";
    private static final int DETACH_MILLIS = 300;

    private final ServerActionStarter starter;
    private final NetworkStore networks;

    public InterfaceAttachmentsResource(ServerActionStarter starter, NetworkStore networks) {
        this.starter = starter;
        this.networks = networks;
    }

    public ApiResponse handle(NovaRequest novaRequest, Supplier<SimulatedServer> found, List<String> path) {
        if (path.isEmpty()) {
            return novaRequest.request().hasMethod("POST")
                    ? attach(novaRequest, found)
                    : list(novaRequest, found.get());
        }
        return novaRequest.request().hasMethod("DELETE")
                ? detach(novaRequest, found.get(), path.getFirst())
                : show(novaRequest, found.get(), path.getFirst());
    }

    private static ApiResponse list(NovaRequest novaRequest, SimulatedServer server) {
        novaRequest.requireRole(Role.READER, "os-attach-interfaces:list");
        ObjectNode document = Json.object();
        ArrayNode list = document.putArray("interfaceAttachments");
        server.devices().ports().forEach(port -> list.add(view(novaRequest, port)));
        return ApiResponse.ok(document);
    }

    private ApiResponse show(NovaRequest novaRequest, SimulatedServer server, String portId) {
        novaRequest.requireRole(Role.READER, "os-attach-interfaces:show");
        PortAttachment placed = port(novaRequest, portId);
        if (!server.equals(placed.server())) {
            throw ApiException.notFound("Instance %s does not have a port with id %s".formatted(server.id(), portId));
        }
        return ApiResponse.ok(Json.object().set("interfaceAttachment", view(novaRequest, placed.port())));
    }

    /** Attaches an interface. The request is synchronous: Nova's API waits for the compute service. */
    private ApiResponse attach(NovaRequest novaRequest, Supplier<SimulatedServer> found) {
        JsonNode body = novaRequest.request().json().orElseGet(Json::object);
        CREATE.check(body);
        SimulatedServer server = found.get();
        novaRequest.requireRole(Role.MEMBER, "os-attach-interfaces:create");
        JsonNode wanted = body.path("interfaceAttachment");
        if (wanted.has("net_id") && wanted.has("port_id")) {
            throw ApiException.badRequest("Must not input both network_id and port_id");
        }
        String ip = wanted.path("fixed_ips").path(0).path("ip_address").asString("");
        if (!ip.isEmpty() && !wanted.has("net_id")) {
            throw ApiException.badRequest("Must input network_id when request IP address");
        }
        SimulatedPort port;
        synchronized (server) {
            ServerActionStarter.checkLock(novaRequest, server);
            ServerActionStarter.checkState(server, "attach_interface", VmState.ACTIVE, VmState.PAUSED, VmState.STOPPED);
            InstanceActionRecord record = starter.record(novaRequest, server, "attach_interface");
            server.addAction(record);
            // Checks the port before the compute service is called. An unknown port therefore causes no event.
            Optional<PortAttachment> given = wanted.has("port_id")
                    ? Optional.of(port(novaRequest, wanted.path("port_id").asString("")))
                    : Optional.empty();
            record.begin(
                    "compute_attach_interface",
                    starter.scheduler().now(),
                    server.configuration().host());
            try {
                port = given.isPresent() ? free(given.get()) : createPort(server, wanted, ip);
                if (ServerFault.isFailureRequested(server, "attach_interface")) {
                    throw new ApiException(500, "Failed to attach network adapter device to " + server.id());
                }
            } catch (ApiException apiException) {
                record.fail(
                        starter.scheduler().now(),
                        FaultTracebacks.of("attach_interface", apiException.message()),
                        apiException.message());
                throw apiException;
            }
            server.devices().addPort(port);
            record.succeed(starter.scheduler().now());
        }
        return ApiResponse.ok(Json.object().set("interfaceAttachment", view(novaRequest, port)));
    }

    private PortAttachment port(NovaRequest novaRequest, String id) {
        return networks.port(id)
                .filter(p -> novaRequest.isAdmin() || p.port().project().equals(novaRequest.project()))
                .orElseThrow(() -> ApiException.notFound("Port id " + id + " could not be found."));
    }

    private static SimulatedPort free(PortAttachment placed) {
        if (placed.server() != null) {
            throw ApiException.conflict("Port " + placed.port().id() + " is still in use.");
        }
        return placed.port();
    }

    private SimulatedPort createPort(SimulatedServer server, JsonNode wanted, String ip) {
        SimulatedProject project = server.immutableProperties().project();
        SimulatedNetwork network = wanted.has("net_id")
                ? network(project, wanted.path("net_id").asString(""))
                : DefaultResources.networkOf(project);
        String group = SecurityGroupStore.id(project, SecurityGroupStore.DEFAULT);
        SimulatedPort port = networks.newPort(project, network, "", List.of(group), true);
        if (ip.isEmpty()) {
            return port;
        }
        networks.withFixedIp(network, ip).findFirst().ifPresent(taken -> {
            throw ApiException.conflict("Fixed IP %s is already in use.".formatted(ip));
        });
        return port.withAddresses(List.of(networks.address(network, ip, port.mac())
                .orElseThrow(() -> ApiException.badRequest(
                        "IP address %s is not a valid IP for any of the subnets on the specified network."
                                .formatted(ip)))));
    }

    /**
     * Returns the network. An unknown network causes status 500, because Nova's API does not handle the error of the
     * compute service.
     */
    private SimulatedNetwork network(SimulatedProject project, String id) {
        try {
            return AvailableNetworks.require(networks, project, id);
        } catch (ApiException apiException) {
            if (apiException.status() != 404) {
                throw apiException;
            }
            throw new ApiException(500, UNEXPECTED);
        }
    }

    /**
     * Detaches an interface. The request is asynchronous: the compute service checks the port after Nova's API has
     * responded.
     */
    private ApiResponse detach(NovaRequest novaRequest, SimulatedServer server, String portId) {
        novaRequest.requireRole(Role.MEMBER, "os-attach-interfaces:delete");
        InstanceActionRecord record;
        synchronized (server) {
            ServerActionStarter.checkLock(novaRequest, server);
            ServerActionStarter.checkState(server, "detach_interface", VmState.ACTIVE, VmState.PAUSED, VmState.STOPPED);
            record = starter.record(novaRequest, server, "detach_interface");
            server.addAction(record);
        }
        starter.conductor()
                .schedule(
                        20,
                        () -> record.begin(
                                "compute_detach_interface",
                                starter.scheduler().now(),
                                server.configuration().host()));
        starter.conductor().schedule(DETACH_MILLIS, () -> {
            boolean there = server.devices().ports().stream().anyMatch(p -> p.id().equals(portId));
            if (!there || ServerFault.isFailureRequested(server, "detach_interface")) {
                String text = there
                        ? "Failed to detach network adapter device from " + server.id()
                        : "Port %s is not attached".formatted(portId);
                record.fail(starter.scheduler().now(), FaultTracebacks.of("detach_interface", text), text);
                return;
            }
            server.devices().removePort(portId);
            record.succeed(starter.scheduler().now());
        });
        return ApiResponse.empty(202);
    }

    private static ObjectNode view(NovaRequest novaRequest, SimulatedPort port) {
        ObjectNode node = Json.object()
                .put("net_id", port.network().id())
                .put("port_id", port.id())
                .put("mac_addr", port.mac())
                .put("port_state", "ACTIVE");
        node.set("fixed_ips", port.fixedIps());
        if (novaRequest.version().atLeast(70)) {
            node.putNull("tag");
        }
        return node;
    }
}

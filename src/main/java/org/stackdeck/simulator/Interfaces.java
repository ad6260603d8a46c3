package org.stackdeck.simulator;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /servers/{id}/os-interface}. */
final class Interfaces {

    private static final Schema CREATE = Schema.of("""
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
    private static final int DETACHING = 300;

    private final ServerTasks tasks;
    private final NetworkStore networks;

    Interfaces(ServerTasks tasks, NetworkStore networks) {
        this.tasks = tasks;
        this.networks = networks;
    }

    Reply answer(NovaCall call, Supplier<SimulatedServer> found, List<String> path) {
        if (path.isEmpty()) {
            return call.request().is("POST") ? attach(call, found) : list(call, found.get());
        }
        return call.request().is("DELETE")
                ? detach(call, found.get(), path.getFirst())
                : show(call, found.get(), path.getFirst());
    }

    private static Reply list(NovaCall call, SimulatedServer server) {
        call.permit(Role.READER, "os-attach-interfaces:list");
        ObjectNode document = Json.object();
        ArrayNode list = document.putArray("interfaceAttachments");
        server.devices().ports().forEach(port -> list.add(view(call, port)));
        return Reply.ok(document);
    }

    private Reply show(NovaCall call, SimulatedServer server, String portId) {
        call.permit(Role.READER, "os-attach-interfaces:show");
        PlacedPort placed = port(call, portId);
        if (!server.equals(placed.server())) {
            throw Refusal.notFound("Instance %s does not have a port with id %s".formatted(server.id(), portId));
        }
        ObjectNode document = Json.object();
        document.set("interfaceAttachment", view(call, placed.port()));
        return Reply.ok(document);
    }

    /** Synchronous: the API waits for the compute service. */
    private Reply attach(NovaCall call, Supplier<SimulatedServer> found) {
        JsonNode body = call.request().json().orElseGet(Json::object);
        CREATE.check(body);
        SimulatedServer server = found.get();
        call.permit(Role.MEMBER, "os-attach-interfaces:create");
        JsonNode wanted = body.path("interfaceAttachment");
        if (wanted.has("net_id") && wanted.has("port_id")) {
            throw Refusal.badRequest("Must not input both network_id and port_id");
        }
        String ip = wanted.path("fixed_ips").path(0).path("ip_address").asString("");
        if (!ip.isEmpty() && !wanted.has("net_id")) {
            throw Refusal.badRequest("Must input network_id when request IP address");
        }
        SimulatedPort port;
        synchronized (server) {
            ServerTasks.checkLock(call, server);
            ServerTasks.checkState(server, "attach_interface", VmState.ACTIVE, VmState.PAUSED, VmState.STOPPED);
            ActionRecord record = tasks.record(call, server, "attach_interface");
            server.log(record);
            // Checked before the compute service is called, so that an unknown port causes no event.
            Optional<PlacedPort> given = wanted.has("port_id")
                    ? Optional.of(port(call, wanted.path("port_id").asString("")))
                    : Optional.empty();
            record.begin(
                    "compute_attach_interface",
                    tasks.time().now(),
                    server.build().host());
            try {
                port = given.isPresent() ? free(given.get()) : made(server, wanted, ip);
                if (Failure.isWanted(server, "attach_interface")) {
                    throw new Refusal(500, "Failed to attach network adapter device to " + server.id());
                }
            } catch (Refusal refusal) {
                record.fail(tasks.time().now(), Tracebacks.of("attach_interface", refusal.words()), refusal.words());
                throw refusal;
            }
            server.devices().plug(port);
            record.succeed(tasks.time().now());
        }
        ObjectNode document = Json.object();
        document.set("interfaceAttachment", view(call, port));
        return Reply.ok(document);
    }

    private PlacedPort port(NovaCall call, String id) {
        return networks.port(id)
                .filter(p -> call.admin() || p.port().project().equals(call.project()))
                .orElseThrow(() -> Refusal.notFound("Port id " + id + " could not be found."));
    }

    private static SimulatedPort free(PlacedPort placed) {
        if (placed.server() != null) {
            throw Refusal.conflict("Port " + placed.port().id() + " is still in use.");
        }
        return placed.port();
    }

    private SimulatedPort made(SimulatedServer server, JsonNode wanted, String ip) {
        SimulatedProject project = server.origin().project();
        SimulatedNetwork network = wanted.has("net_id")
                ? network(project, wanted.path("net_id").asString(""))
                : Infrastructure.networkOf(project);
        String group = SecurityGroups.id(project, SecurityGroups.DEFAULT);
        SimulatedPort port = networks.newPort(project, network, "", List.of(group), true);
        if (ip.isEmpty()) {
            return port;
        }
        networks.withFixedIp(ip).findFirst().ifPresent(taken -> {
            throw Refusal.conflict("Fixed IP %s is already in use.".formatted(ip));
        });
        return port.withAddresses(List.of(new PortAddress(network, ip, 4, "fixed", port.mac())));
    }

    /** Nova returns Neutron's message for an unknown network. */
    private static SimulatedNetwork network(SimulatedProject project, String id) {
        try {
            return NetworkChoice.named(project, id);
        } catch (Refusal refusal) {
            if (refusal.status() != 404) {
                throw refusal;
            }
            throw new Refusal(500, UNEXPECTED);
        }
    }

    /** The compute service checks the port later. */
    private Reply detach(NovaCall call, SimulatedServer server, String portId) {
        call.permit(Role.MEMBER, "os-attach-interfaces:delete");
        ActionRecord record;
        synchronized (server) {
            ServerTasks.checkLock(call, server);
            ServerTasks.checkState(server, "detach_interface", VmState.ACTIVE, VmState.PAUSED, VmState.STOPPED);
            record = tasks.record(call, server, "detach_interface");
            server.log(record);
        }
        tasks.conductor()
                .later(
                        20,
                        () -> record.begin(
                                "compute_detach_interface",
                                tasks.time().now(),
                                server.build().host()));
        tasks.conductor().later(DETACHING, () -> {
            boolean there = server.devices().ports().stream().anyMatch(p -> p.id().equals(portId));
            if (!there || Failure.isWanted(server, "detach_interface")) {
                String words = there
                        ? "Failed to detach network adapter device from " + server.id()
                        : "Port %s is not attached".formatted(portId);
                record.fail(tasks.time().now(), Tracebacks.of("detach_interface", words), words);
                return;
            }
            server.devices().unplug(portId);
            record.succeed(tasks.time().now());
        });
        return Reply.empty(202);
    }

    private static ObjectNode view(NovaCall call, SimulatedPort port) {
        ObjectNode node = Json.object()
                .put("net_id", port.network().id())
                .put("port_id", port.id())
                .put("mac_addr", port.mac())
                .put("port_state", "ACTIVE");
        node.set("fixed_ips", port.fixedIps());
        if (call.version().atLeast(70)) {
            node.putNull("tag");
        }
        return node;
    }
}

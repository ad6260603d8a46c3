package org.stackdeck.simulator.nova.servers;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.http.ApiResponse;
import org.stackdeck.simulator.http.UnknownPathException;
import org.stackdeck.simulator.keystone.Role;
import org.stackdeck.simulator.model.SimulatedServer;
import org.stackdeck.simulator.nova.request.NovaRequest;
import org.stackdeck.simulator.schema.JsonSchema;
import org.stackdeck.simulator.support.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Nova's {@code /servers/{id}/remote-consoles}, from microversion 2.6. The returned URL serves no console. */
public final class RemoteConsolesResource {

    private static final JsonSchema CREATE = JsonSchema.within("remote_console", """
            {"type": "object",
             "properties": {
               "protocol": {"type": "string", "enum": ["vnc", "spice", "serial", "mks"]},
               "type": {"type": "string", "enum": ["novnc", "xvpvnc", "spice-html5", "serial", "webmks"]}},
             "required": ["protocol", "type"], "additionalProperties": false}""");
    private static final Map<String, String> TYPES = Map.of("vnc", "novnc", "serial", "serial");

    private final String root;

    public RemoteConsolesResource(String root) {
        this.root = root;
    }

    public ApiResponse handle(NovaRequest novaRequest, Supplier<SimulatedServer> found, List<String> path) {
        if (!novaRequest.version().atLeast(6) || !novaRequest.request().hasMethod("POST") || !path.isEmpty()) {
            throw new UnknownPathException();
        }
        CREATE.check(novaRequest.body());
        SimulatedServer server = found.get();
        novaRequest.requireRole(Role.MEMBER, "os-remote-consoles");
        JsonNode wanted = novaRequest.body().path("remote_console");
        String protocol = wanted.path("protocol").asString("");
        String type = wanted.path("type").asString("");
        if (!server.hasHost()) {
            throw ApiException.conflict("Instance %s is not ready".formatted(server.id()));
        }
        boolean off = server.power() != 1 && server.power() != 3;
        if (!type.equals(TYPES.get(protocol)) && TYPES.containsKey(protocol)) {
            throw ApiException.badRequest("Invalid console type " + type);
        }
        if (!TYPES.containsKey(protocol) || (off && protocol.equals("serial"))) {
            throw ApiException.badRequest("Unavailable console type " + type + ".");
        }
        ObjectNode document = Json.object();
        document.putObject("remote_console")
                .put("protocol", protocol)
                .put("type", type)
                .put("url", url(protocol, UUID.randomUUID().toString()));
        return ApiResponse.ok(document);
    }

    private String url(String protocol, String token) {
        return protocol.equals("serial")
                ? root.replaceFirst("^http", "ws") + "/console/serial?token=" + token
                : root + "/console/vnc_lite.html?path=%3Ftoken%3D" + token;
    }
}

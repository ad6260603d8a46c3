package org.stackdeck.simulator;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /servers/{id}/remote-consoles}, from microversion 2.6. The returned URL serves no console. */
final class Consoles {

    private static final Schema CREATE = Schema.within("remote_console", """
            {"type": "object",
             "properties": {
               "protocol": {"type": "string", "enum": ["vnc", "spice", "serial", "mks"]},
               "type": {"type": "string", "enum": ["novnc", "xvpvnc", "spice-html5", "serial", "webmks"]}},
             "required": ["protocol", "type"], "additionalProperties": false}""");
    private static final Map<String, String> TYPES = Map.of("vnc", "novnc", "serial", "serial");

    private final String root;

    Consoles(String root) {
        this.root = root;
    }

    Reply answer(NovaCall call, Supplier<SimulatedServer> found, List<String> path) {
        if (!call.version().atLeast(6) || !call.request().is("POST") || !path.isEmpty()) {
            throw new NoSuchPath();
        }
        CREATE.check(call.body());
        SimulatedServer server = found.get();
        call.permit(Role.MEMBER, "os-remote-consoles");
        JsonNode wanted = call.body().path("remote_console");
        String protocol = wanted.path("protocol").asString("");
        String type = wanted.path("type").asString("");
        if (!server.placed()) {
            throw Refusal.conflict("Instance %s is not ready".formatted(server.id()));
        }
        boolean off = server.power() != 1 && server.power() != 3;
        if (!type.equals(TYPES.get(protocol)) && TYPES.containsKey(protocol)) {
            throw Refusal.badRequest("Invalid console type " + type);
        }
        if (!TYPES.containsKey(protocol) || (off && protocol.equals("serial"))) {
            throw Refusal.badRequest("Unavailable console type " + type + ".");
        }
        ObjectNode document = Json.object();
        document.putObject("remote_console")
                .put("protocol", protocol)
                .put("type", type)
                .put("url", url(protocol, UUID.randomUUID().toString()));
        return Reply.ok(document);
    }

    private String url(String protocol, String token) {
        return protocol.equals("serial")
                ? root.replaceFirst("^http", "ws") + "/console/serial?token=" + token
                : root + "/console/vnc_lite.html?path=%3Ftoken%3D" + token;
    }
}

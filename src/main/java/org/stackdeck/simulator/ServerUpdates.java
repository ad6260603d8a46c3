package org.stackdeck.simulator;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code PUT /servers/{id}}: changes name and description, regardless of lock and state. */
final class ServerUpdates {

    private static final String PROPERTIES = """
            "name": %s,
            "OS-DCF:diskConfig": {"type": "string", "enum": ["AUTO", "MANUAL"]},
            "accessIPv4": {"type": "string", "format": "ipv4"},
            "accessIPv6": {"type": "string", "format": "ipv6"}""".formatted(CommonSchemas.NAME);
    private static final Schema UPDATE = schema("");
    private static final Schema WITH_DESCRIPTION = schema(", \"description\": " + CommonSchemas.DESCRIPTION);
    private static final Schema WITH_HOSTNAME = schema(", \"description\": " + CommonSchemas.DESCRIPTION + """
            , "hostname": {"type": "string", "minLength": 2, "maxLength": 63,
                           "pattern": "^[a-zA-Z0-9]+[a-zA-Z0-9-]*[a-zA-Z0-9]+$"}""");

    private final Time time;
    private final ServerView view;

    ServerUpdates(Time time, ServerView view) {
        this.time = time;
        this.view = view;
    }

    private static Schema schema(String more) {
        return Schema.within(
                "server",
                "{\"type\": \"object\", \"properties\": {" + PROPERTIES + more + "}, \"additionalProperties\": false}");
    }

    static void check(NovaCall call) {
        Schema schema =
                call.version().atLeast(90) ? WITH_HOSTNAME : call.version().atLeast(19) ? WITH_DESCRIPTION : UPDATE;
        schema.check(call.body());
    }

    Reply update(NovaCall call, SimulatedServer server) {
        call.permit(Role.MEMBER, "servers:update");
        JsonNode said = call.body().path("server");
        if (said.has("name")) {
            server.rename(said.path("name").asString(""), time.now());
        }
        if (said.has("description")) {
            JsonNode description = said.path("description");
            server.describe(description.isNull() ? null : description.asString(""), time.now());
        }
        if (said.has("hostname")) {
            server.remake(server.build().called(said.path("hostname").asString("")));
        }
        ObjectNode document = Json.object();
        document.set("server", view.changed(call, server, false));
        return Reply.ok(document);
    }
}

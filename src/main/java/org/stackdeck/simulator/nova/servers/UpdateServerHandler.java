package org.stackdeck.simulator.nova.servers;

import org.stackdeck.simulator.http.ApiResponse;
import org.stackdeck.simulator.keystone.Role;
import org.stackdeck.simulator.model.SimulatedServer;
import org.stackdeck.simulator.nova.document.ServerDocuments;
import org.stackdeck.simulator.nova.request.CommonSchemas;
import org.stackdeck.simulator.nova.request.NovaRequest;
import org.stackdeck.simulator.schema.JsonSchema;
import org.stackdeck.simulator.support.Json;
import org.stackdeck.simulator.support.SimulatorScheduler;
import tools.jackson.databind.JsonNode;

/**
 * {@code PUT /servers/{id}}: changes the name, description, hostname and access addresses, regardless of lock and
 * state.
 */
public final class UpdateServerHandler {

    private static final String PROPERTIES = """
            "name": %s,
            "OS-DCF:diskConfig": {"type": "string", "enum": ["AUTO", "MANUAL"]},
            "accessIPv4": {"type": "string", "format": "ipv4"},
            "accessIPv6": {"type": "string", "format": "ipv6"}""".formatted(CommonSchemas.NAME);
    private static final JsonSchema UPDATE = schema("");
    private static final JsonSchema WITH_DESCRIPTION = schema(", \"description\": " + CommonSchemas.DESCRIPTION);
    private static final JsonSchema WITH_HOSTNAME = schema(", \"description\": " + CommonSchemas.DESCRIPTION + """
            , "hostname": {"type": "string", "minLength": 2, "maxLength": 63,
                           "pattern": "^[a-zA-Z0-9]+[a-zA-Z0-9-]*[a-zA-Z0-9]+$"}""");

    private final SimulatorScheduler scheduler;
    private final ServerDocuments documents;

    public UpdateServerHandler(SimulatorScheduler scheduler, ServerDocuments documents) {
        this.scheduler = scheduler;
        this.documents = documents;
    }

    private static JsonSchema schema(String more) {
        return JsonSchema.within(
                "server",
                "{\"type\": \"object\", \"properties\": {" + PROPERTIES + more + "}, \"additionalProperties\": false}");
    }

    static void check(NovaRequest novaRequest) {
        JsonSchema jsonSchema = novaRequest.version().atLeast(90)
                ? WITH_HOSTNAME
                : novaRequest.version().atLeast(19) ? WITH_DESCRIPTION : UPDATE;
        jsonSchema.check(novaRequest.body());
    }

    ApiResponse update(NovaRequest novaRequest, SimulatedServer server) {
        novaRequest.requireRole(Role.MEMBER, "servers:update");
        JsonNode given = novaRequest.body().path("server");
        if (given.has("name")) {
            server.rename(given.path("name").asString(""), scheduler.now());
        }
        if (given.has("description")) {
            JsonNode description = given.path("description");
            server.setDescription(description.isNull() ? null : description.asString(""), scheduler.now());
        }
        if (given.has("hostname")) {
            server.setConfiguration(
                    server.configuration().withHostname(given.path("hostname").asString("")));
        }
        server.changeAccess(given);
        return ApiResponse.ok(Json.object().set("server", documents.afterChange(novaRequest, server, false)));
    }
}

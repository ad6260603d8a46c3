package org.stackdeck.simulator.nova.servers;

import java.util.List;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.http.ApiResponse;
import org.stackdeck.simulator.keystone.Role;
import org.stackdeck.simulator.model.InstanceActionRecord;
import org.stackdeck.simulator.model.ServerConfiguration;
import org.stackdeck.simulator.model.SimulatedServer;
import org.stackdeck.simulator.nova.request.Microversion;
import org.stackdeck.simulator.nova.request.NovaRequest;
import org.stackdeck.simulator.support.Json;
import org.stackdeck.simulator.support.Timestamps;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Nova's {@code os-instance-actions}: the actions on a server and their results. */
public final class InstanceActionsResource {

    public ApiResponse handle(NovaRequest novaRequest, SimulatedServer server, List<String> path) {
        novaRequest.requireRole(Role.READER, "os-instance-actions:" + (path.isEmpty() ? "list" : "show"));
        ObjectNode document = Json.object();
        if (path.isEmpty()) {
            ArrayNode list = document.putArray("instanceActions");
            server.actions().forEach(a -> list.add(brief(novaRequest, server, a)));
            return ApiResponse.ok(document);
        }
        InstanceActionRecord action = server.actions().stream()
                .filter(a -> a.requestId().equals(path.getFirst()))
                .findFirst()
                .orElseThrow(() -> ApiException.notFound("Action " + path.getFirst() + " not found"));
        ObjectNode body = brief(novaRequest, server, action);
        if (novaRequest.isAdmin() || novaRequest.version().atLeast(51)) {
            // Lists the newest event first, as in the list of actions.
            ArrayNode events = body.putArray("events");
            action.events().reversed().forEach(e -> events.add(event(novaRequest, server, e)));
        }
        document.set("instanceAction", body);
        return ApiResponse.ok(document);
    }

    private static ObjectNode brief(NovaRequest novaRequest, SimulatedServer server, InstanceActionRecord action) {
        ObjectNode node = Json.object()
                .put("action", action.action())
                .put("instance_uuid", server.id())
                .put("request_id", action.requestId())
                .put("user_id", action.userId())
                .put("project_id", action.projectId())
                .put("start_time", Timestamps.micros(action.start()))
                .put("message", action.message());
        if (novaRequest.version().atLeast(58)) {
            node.put("updated_at", Timestamps.micros(action.updated()));
        }
        return node;
    }

    private static ObjectNode event(NovaRequest novaRequest, SimulatedServer server, InstanceActionRecord.Event event) {
        Microversion version = novaRequest.version();
        ObjectNode node = Json.object()
                .put("event", event.name())
                .put("start_time", Timestamps.micros(event.start()))
                .put("finish_time", Timestamps.micros(event.finish()))
                .put("result", event.result());
        if (novaRequest.isAdmin()) {
            node.put("traceback", event.traceback());
        }
        if (version.atLeast(62)) {
            String host = event.host();
            if (novaRequest.isAdmin()) {
                node.put("host", host);
            }
            node.put(
                    "hostId",
                    ServerConfiguration.hostId(
                            host, server.immutableProperties().project().id()));
        }
        if (version.atLeast(84) && novaRequest.isAdmin()) {
            node.put("details", event.details());
        }
        return node;
    }
}

package org.stackdeck.simulator;

import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code os-instance-actions}: the actions on a server and their results. */
final class InstanceActions {

    Reply answer(NovaCall call, SimulatedServer server, List<String> path) {
        call.permit(Role.READER, "os-instance-actions:" + (path.isEmpty() ? "list" : "show"));
        ObjectNode document = Json.object();
        if (path.isEmpty()) {
            ArrayNode list = document.putArray("instanceActions");
            server.actions().forEach(a -> list.add(brief(call, server, a)));
            return Reply.ok(document);
        }
        ActionRecord action = server.actions().stream()
                .filter(a -> a.requestId().equals(path.getFirst()))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("Action " + path.getFirst() + " not found"));
        ObjectNode body = brief(call, server, action);
        if (call.admin() || call.version().atLeast(51)) {
            // Newest first, like the actions.
            ArrayNode events = body.putArray("events");
            action.events().reversed().forEach(e -> events.add(event(call, server, e)));
        }
        document.set("instanceAction", body);
        return Reply.ok(document);
    }

    private static ObjectNode brief(NovaCall call, SimulatedServer server, ActionRecord action) {
        ObjectNode node = Json.object()
                .put("action", action.action())
                .put("instance_uuid", server.id())
                .put("request_id", action.requestId())
                .put("user_id", action.userId())
                .put("project_id", action.projectId())
                .put("start_time", Stamps.micros(action.start()))
                .put("message", action.message());
        if (call.version().atLeast(58)) {
            node.put("updated_at", Stamps.micros(action.updated()));
        }
        return node;
    }

    private static ObjectNode event(NovaCall call, SimulatedServer server, ActionRecord.Event event) {
        Microversion version = call.version();
        ObjectNode node = Json.object()
                .put("event", event.name())
                .put("start_time", Stamps.micros(event.start()))
                .put("finish_time", Stamps.micros(event.finish()))
                .put("result", event.result());
        if (call.admin()) {
            node.put("traceback", event.traceback());
        }
        if (version.atLeast(62)) {
            String host = event.host();
            if (call.admin()) {
                node.put("host", host);
            }
            node.put(
                    "hostId", ServerBuild.hostId(host, server.origin().project().id()));
        }
        if (version.atLeast(84) && call.admin()) {
            node.put("details", event.details());
        }
        return node;
    }
}

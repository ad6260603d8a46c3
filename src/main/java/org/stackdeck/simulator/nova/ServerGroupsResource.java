package org.stackdeck.simulator.nova;

import java.util.List;
import java.util.UUID;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.http.ApiResponse;
import org.stackdeck.simulator.http.QueryParameters;
import org.stackdeck.simulator.keystone.Role;
import org.stackdeck.simulator.keystone.SimulatedProject;
import org.stackdeck.simulator.model.ServerGroup;
import org.stackdeck.simulator.nova.request.CommonSchemas;
import org.stackdeck.simulator.nova.request.NovaRequest;
import org.stackdeck.simulator.schema.JsonSchema;
import org.stackdeck.simulator.state.QuotaStore;
import org.stackdeck.simulator.state.ServerGroupStore;
import org.stackdeck.simulator.state.ServerStore;
import org.stackdeck.simulator.support.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Nova's {@code /os-server-groups}. */
final class ServerGroupsResource {

    /** Nova's {@code [api] max_limit}. */
    private static final int MAX_LIMIT = 1000;

    private static final String POLICIES = """
            "enum": ["anti-affinity", "affinity", "soft-anti-affinity", "soft-affinity"]""";
    private static final JsonSchema CREATE =
            JsonSchema.within("server_group", """
            {"type": "object",
             "properties": {
               "name": %s,
               "policy": {"type": "string", %s},
               "rules": {"type": "object",
                 "properties": {"max_server_per_host": {
                   "type": ["integer", "string"], "pattern": "^[0-9]*$", "minimum": 1, "minLength": 1}},
                 "additionalProperties": false}},
             "required": ["name", "policy"], "additionalProperties": false}""".formatted(CommonSchemas.NAME, POLICIES));
    private static final JsonSchema CREATE_OLD =
            JsonSchema.within("server_group", """
            {"type": "object",
             "properties": {
               "name": %s,
               "policies": {"type": "array", "items": {"type": "string", %s}, "minItems": 1, "maxItems": 1}},
             "required": ["name", "policies"], "additionalProperties": false}""".formatted(CommonSchemas.NAME, POLICIES));

    private final ServerGroupStore store;
    private final ServerStore servers;
    private final QuotaStore quotaStore;

    ServerGroupsResource(ServerGroupStore store, ServerStore servers, QuotaStore quotaStore) {
        this.store = store;
        this.servers = servers;
        this.quotaStore = quotaStore;
    }

    ApiResponse handle(NovaRequest novaRequest, List<String> path) {
        if (path.isEmpty()) {
            return novaRequest.request().hasMethod("POST") ? create(novaRequest) : list(novaRequest);
        }
        String id = path.getFirst();
        ServerGroup group = store.find(id)
                .filter(g -> novaRequest.isAdmin() || g.project().equals(novaRequest.project()))
                .orElseThrow(() -> ApiException.notFound("Instance group " + id + " could not be found."));
        boolean delete = novaRequest.request().hasMethod("DELETE");
        novaRequest.requireRole(delete ? Role.MEMBER : Role.READER, "os-server-groups:" + (delete ? "delete" : "show"));
        if (delete) {
            store.remove(id);
            return ApiResponse.empty(204);
        }
        return ApiResponse.ok(document(novaRequest, group));
    }

    private ApiResponse list(NovaRequest novaRequest) {
        novaRequest.requireRole(Role.READER, "os-server-groups:index");
        QueryParameters query = novaRequest.request().query();
        boolean all = novaRequest.isAdmin() && query.has("all_projects");
        int limit = number(query, "limit");
        ObjectNode document = Json.object();
        ArrayNode list = document.putArray("server_groups");
        store.all().stream()
                .filter(g -> all || g.project().equals(novaRequest.project()))
                .skip(number(query, "offset"))
                .limit(limit == 0 ? MAX_LIMIT : Math.min(limit, MAX_LIMIT))
                .forEach(g -> list.add(view(novaRequest, g)));
        return ApiResponse.ok(document);
    }

    /** Returns the number; 0 for a missing parameter, like Nova. */
    private static int number(QueryParameters query, String name) {
        String value = query.last(name).orElse("0");
        if (!value.matches("\\d{1,9}")) {
            throw ApiException.badRequest(
                    "Invalid input for query parameters %1$s. Value: %2$s. '%2$s' does not match '^[0-9]*$'"
                            .formatted(name, value));
        }
        return Integer.parseInt(value);
    }

    private ApiResponse create(NovaRequest novaRequest) {
        boolean old = !novaRequest.version().atLeast(64);
        (old ? CREATE_OLD : CREATE).check(novaRequest.body());
        novaRequest.requireRole(Role.MEMBER, "os-server-groups:create");
        SimulatedProject project = novaRequest.project();
        if (project == null) {
            throw ApiException.forbidden(
                    "Policy doesn't allow os_compute_api:os-server-groups:create to be performed.");
        }
        int limit = quotaStore.limit(project, "server_groups");
        if (limit >= 0 && store.of(project).size() >= limit) {
            throw ApiException.forbidden("Quota exceeded, too many server groups.");
        }
        JsonNode wanted = novaRequest.body().path("server_group");
        String policy = (old ? wanted.path("policies").path(0) : wanted.path("policy")).asString("");
        int perHost = wanted.path("rules").path("max_server_per_host").asInt(0);
        if (perHost > 0 && !policy.equals("anti-affinity")) {
            throw ApiException.badRequest("Only anti-affinity policy supports rules.");
        }
        ServerGroup group = new ServerGroup(
                UUID.randomUUID().toString(),
                wanted.path("name").asString(""),
                policy,
                perHost,
                project,
                novaRequest.token().user().id());
        store.add(group);
        return ApiResponse.ok(document(novaRequest, group));
    }

    private ObjectNode document(NovaRequest novaRequest, ServerGroup group) {
        return Json.object().set("server_group", view(novaRequest, group));
    }

    private ObjectNode view(NovaRequest novaRequest, ServerGroup group) {
        ObjectNode node = Json.object().put("id", group.id()).put("name", group.name());
        if (novaRequest.version().atLeast(64)) {
            node.put("policy", group.policy());
            ObjectNode rules = node.putObject("rules");
            if (group.maxPerHost() > 0) {
                rules.put("max_server_per_host", group.maxPerHost());
            }
        } else {
            node.putArray("policies").add(group.policy());
            node.putObject("metadata");
        }
        ArrayNode members = node.putArray("members");
        servers.newestFirst().stream()
                .filter(s -> !s.deleted()
                        && group.id().equals(s.immutableProperties().group()))
                .forEach(s -> members.add(s.id()));
        if (novaRequest.version().atLeast(13)) {
            node.put("project_id", group.project().id()).put("user_id", group.userId());
        }
        return node;
    }
}

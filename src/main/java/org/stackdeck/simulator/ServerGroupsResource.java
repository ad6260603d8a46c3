package org.stackdeck.simulator;

import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /os-server-groups}. */
final class ServerGroupsResource {

    private static final String POLICIES = """
            "enum": ["anti-affinity", "affinity", "soft-anti-affinity", "soft-affinity"]""";
    private static final Schema CREATE = Schema.within("server_group", """
            {"type": "object",
             "properties": {
               "name": %s,
               "policy": {"type": "string", %s},
               "rules": {"type": "object",
                 "properties": {"max_server_per_host": {
                   "type": ["integer", "string"], "pattern": "^[0-9]*$", "minimum": 1, "minLength": 1}},
                 "additionalProperties": false}},
             "required": ["name", "policy"], "additionalProperties": false}""".formatted(CommonSchemas.NAME, POLICIES));
    private static final Schema CREATE_OLD = Schema.within("server_group", """
            {"type": "object",
             "properties": {
               "name": %s,
               "policies": {"type": "array", "items": {"type": "string", %s}, "minItems": 1, "maxItems": 1}},
             "required": ["name", "policies"], "additionalProperties": false}""".formatted(CommonSchemas.NAME, POLICIES));

    private final ServerGroups groups;
    private final ServerStore servers;
    private final Quotas quotas;

    ServerGroupsResource(ServerGroups groups, ServerStore servers, Quotas quotas) {
        this.groups = groups;
        this.servers = servers;
        this.quotas = quotas;
    }

    Reply answer(NovaCall call, List<String> path) {
        if (path.isEmpty()) {
            return call.request().is("POST") ? create(call) : list(call);
        }
        String id = path.getFirst();
        ServerGroup group = groups.find(id)
                .filter(g -> call.admin() || g.project().equals(call.project()))
                .orElseThrow(() -> Refusal.notFound("Instance group " + id + " could not be found."));
        boolean delete = call.request().is("DELETE");
        call.permit(delete ? Role.MEMBER : Role.READER, "os-server-groups:" + (delete ? "delete" : "show"));
        if (delete) {
            groups.remove(id);
            return Reply.empty(204);
        }
        return Reply.ok(document(call, group));
    }

    private Reply list(NovaCall call) {
        call.permit(Role.READER, "os-server-groups:index");
        boolean all = call.admin() && call.request().query().has("all_projects");
        ObjectNode document = Json.object();
        ArrayNode list = document.putArray("server_groups");
        groups.all().stream()
                .filter(g -> all || g.project().equals(call.project()))
                .forEach(g -> list.add(view(call, g)));
        return Reply.ok(document);
    }

    private Reply create(NovaCall call) {
        boolean old = !call.version().atLeast(64);
        (old ? CREATE_OLD : CREATE).check(call.body());
        call.permit(Role.MEMBER, "os-server-groups:create");
        SimulatedProject project = call.project();
        if (project == null) {
            throw Refusal.forbidden("Policy doesn't allow os_compute_api:os-server-groups:create to be performed.");
        }
        int most = quotas.limit(project, "server_groups");
        if (most >= 0 && groups.of(project).size() >= most) {
            throw Refusal.forbidden("Quota exceeded, too many server groups.");
        }
        JsonNode wanted = call.body().path("server_group");
        String policy = (old ? wanted.path("policies").path(0) : wanted.path("policy")).asString("");
        int perHost = wanted.path("rules").path("max_server_per_host").asInt(0);
        if (perHost > 0 && !policy.equals("anti-affinity")) {
            throw Refusal.badRequest("Only anti-affinity policy supports rules.");
        }
        ServerGroup group = new ServerGroup(
                UUID.randomUUID().toString(),
                wanted.path("name").asString(""),
                policy,
                perHost,
                project,
                call.token().user().id());
        groups.add(group);
        return Reply.ok(document(call, group));
    }

    private ObjectNode document(NovaCall call, ServerGroup group) {
        ObjectNode document = Json.object();
        document.set("server_group", view(call, group));
        return document;
    }

    private ObjectNode view(NovaCall call, ServerGroup group) {
        ObjectNode node = Json.object().put("id", group.id()).put("name", group.name());
        if (call.version().atLeast(64)) {
            node.put("policy", group.policy());
            ObjectNode rules = node.putObject("rules");
            if (group.mostPerHost() > 0) {
                rules.put("max_server_per_host", group.mostPerHost());
            }
        } else {
            node.putArray("policies").add(group.policy());
            node.putObject("metadata");
        }
        ArrayNode members = node.putArray("members");
        servers.newestFirst().stream()
                .filter(s -> !s.deleted() && group.id().equals(s.origin().group()))
                .forEach(s -> members.add(s.id()));
        if (call.version().atLeast(13)) {
            node.put("project_id", group.project().id()).put("user_id", group.userId());
        }
        return node;
    }
}

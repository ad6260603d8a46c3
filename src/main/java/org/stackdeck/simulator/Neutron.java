package org.stackdeck.simulator;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Networking API v2.0: reading, and changes of ports and floating IPs. */
final class Neutron implements Service {

    private static final Map<String, String> SINGULAR = Map.of(
            "networks", "network",
            "subnets", "subnet",
            "ports", "port",
            "routers", "router",
            "floatingips", "floatingip",
            "security-groups", "security_group",
            "security-group-rules", "security_group_rule");
    private static final Map<String, String> KIND = Map.of(
            "networks", "Network",
            "subnets", "Subnet",
            "ports", "Port",
            "routers", "Router",
            "floatingips", "FloatingIP",
            "security-groups", "SecurityGroup");

    private static final Pattern REVISION = Pattern.compile("revision_number=(\\d+)");

    private final String root;
    private final TokenStore tokens;
    private final NetworkDocuments documents;
    private final NeutronChanges changes;

    Neutron(String root, TokenStore tokens, NetworkDocuments documents, NeutronChanges changes) {
        this.root = root;
        this.tokens = tokens;
        this.documents = documents;
        this.changes = changes;
    }

    @Override
    public String type() {
        return "network";
    }

    @Override
    public String prefix() {
        return "/network";
    }

    @Override
    public Reply answer(Request request) {
        List<String> path = request.segments();
        if (path.isEmpty()) {
            return Reply.ok(versions());
        }
        if (!path.getFirst().equals("v2.0") || request.path().equals("/v2.0")) {
            throw new NoSuchPath();
        }
        Token token = tokens.require(request);
        if (path.size() == 1) {
            return Reply.ok(resources());
        }
        String collection = path.get(1);
        if (collection.equals("quotas")) {
            return Reply.ok(
                    documents.quota(quotasOf(token, path), request.path().contains("/details")));
        }
        if (collection.equals("extensions")) {
            ObjectNode document = Json.object();
            document.putArray("extensions");
            return Reply.ok(document);
        }
        if (collection.equals("rbac-policies")) {
            // There are no shared networks.
            ObjectNode document = Json.object();
            document.putArray("rbac_policies");
            return Reply.ok(document);
        }
        if (!SINGULAR.containsKey(collection)) {
            throw new NoSuchPath();
        }
        if (!request.is("GET")) {
            return change(request, token, collection, path);
        }
        List<ObjectNode> all = documents.list(collection, token);
        return path.size() == 2
                ? Reply.ok(list(collection, all, request.query()))
                : Reply.ok(one(collection, all, path.get(2)));
    }

    private static SimulatedProject quotasOf(Token token, List<String> path) {
        SimulatedProject own = token.project() == null ? Accounts.ADMIN : token.project();
        if (path.size() < 3 || path.get(2).equals(own.id())) {
            return own;
        }
        if (!token.may(Role.ADMIN)) {
            throw new NeutronRefusal(
                    403, "AdminRequired", "User does not have admin privileges: Cannot get quota of another tenant.");
        }
        return new Accounts().project(path.get(2)).orElse(own);
    }

    /** Changes are serialized, so that no other change happens after the comparison of revisions. */
    private synchronized Reply change(Request request, Token token, String collection, List<String> path) {
        String verb = request.is("POST") ? "create" : request.is("PUT") ? "update" : "delete";
        if (!token.may(Role.MEMBER)) {
            throw new NeutronRefusal(
                    403,
                    "PolicyNotAuthorized",
                    "rule:%s_%s is disallowed by policy"
                            .formatted(verb, SINGULAR.getOrDefault(collection, collection)));
        }
        if (!request.is("POST")) {
            compareRevision(request, one(collection, documents.list(collection, token), path.get(2)));
        }
        if (request.is("DELETE")) {
            changes.delete(collection, token, path.get(2));
            return Reply.empty(204);
        }
        JsonNode body =
                request.json().orElseThrow(() -> new NeutronRefusal(400, "HTTPBadRequest", "Resource body required"));
        String id;
        if (request.is("POST")) {
            id = changes.create(collection, token, body);
        } else {
            id = path.get(2);
            changes.update(collection, token, id, body);
        }
        return Reply.json(request.is("POST") ? 201 : 200, one(collection, documents.list(collection, token), id));
    }

    /** The extension revision-if-match. */
    private static void compareRevision(Request request, ObjectNode document) {
        String condition = request.header("If-Match").orElse(null);
        if (condition == null) {
            return;
        }
        Matcher wanted = REVISION.matcher(condition);
        if (!wanted.matches()) {
            throw new NeutronRefusal(
                    400,
                    "BadRequest",
                    "Bad if-match request: Revision number etag must be in the format of revision_number=<int>.");
        }
        String now = document.values().iterator().next().path("revision_number").asString("");
        if (!now.equals(wanted.group(1))) {
            throw new NeutronRefusal(
                    412,
                    "RevisionNumberConstraintFailed",
                    "Constrained to %s, but current revision is %s".formatted(wanted.group(1), now));
        }
    }

    private ObjectNode list(String collection, List<ObjectNode> all, Query query) {
        String name = collection.replace('-', '_');
        List<ObjectNode> found = all.stream().filter(o -> fits(o, query)).toList();
        int limit = query.first("limit")
                .filter(l -> l.matches("\\d{1,6}"))
                .map(Integer::parseInt)
                .orElse(Integer.MAX_VALUE);
        String marker = query.first("marker").orElse(null);
        int from = marker == null
                ? 0
                : 1
                        + found.stream()
                                .map(o -> o.path("id").asString(""))
                                .toList()
                                .indexOf(marker);
        List<ObjectNode> page = found.subList(from, (int) Math.min(found.size(), (long) from + limit));
        ObjectNode document = Json.object();
        ArrayNode list = document.putArray(name);
        page.forEach(list::add);
        if (!page.isEmpty() && from + page.size() < found.size()) {
            String last = page.getLast().path("id").asString("");
            document.putArray(name + "_links")
                    .add(Json.link("next", root + prefix() + "/v2.0/" + collection + "?" + query.with("marker", last)));
        }
        return document;
    }

    /** Neutron filters by any attribute. Repeated attributes match any of the values. */
    private static boolean fits(ObjectNode object, Query query) {
        return query.values().entrySet().stream()
                .filter(e -> object.has(e.getKey()))
                .allMatch(e -> e.getValue().contains(object.path(e.getKey()).asString("")));
    }

    private static ObjectNode one(String collection, List<ObjectNode> all, String id) {
        ObjectNode document = Json.object();
        document.set(
                SINGULAR.getOrDefault(collection, collection),
                all.stream()
                        .filter(o -> o.path("id").asString("").equals(id))
                        .findFirst()
                        .orElseThrow(() -> unknown(collection, id)));
        return document;
    }

    private static Refusal unknown(String collection, String id) {
        String kind = KIND.getOrDefault(collection, "Resource");
        return switch (collection) {
            case "floatingips" ->
                new NeutronRefusal(404, kind + "NotFound", "Floating IP " + id + " could not be found");
            case "security-groups" ->
                new NeutronRefusal(404, kind + "NotFound", "Security group " + id + " does not exist");
            default -> new NeutronRefusal(404, kind + "NotFound", kind + " " + id + " could not be found.");
        };
    }

    private ObjectNode versions() {
        ObjectNode document = Json.object();
        ObjectNode version =
                document.putArray("versions").addObject().put("id", "v2.0").put("status", "CURRENT");
        version.putArray("links").add(Json.link("self", root + prefix() + "/v2.0/"));
        return document;
    }

    private ObjectNode resources() {
        ObjectNode document = Json.object();
        ArrayNode list = document.putArray("resources");
        for (String name : List.of("network", "subnet", "subnetpool", "port")) {
            ObjectNode resource = list.addObject().put("name", name).put("collection", name + "s");
            resource.putArray("links").add(Json.link("self", root + prefix() + "/v2.0/" + name + "s"));
        }
        return document;
    }

    @Override
    public Reply refuse(Request request, Refusal refusal) {
        if (refusal.status() == 401) {
            return KeystoneMiddleware.unauthorized(root);
        }
        String type = switch (refusal) {
            case NeutronRefusal told -> told.type();
            case NoSuchPath nothing -> "HTTPNotFound";
            default -> "HTTP" + refusal.status();
        };
        ObjectNode document = Json.object();
        document.putObject("NeutronError")
                .put("type", type)
                .put("message", refusal.words())
                .put("detail", "");
        return Reply.json(refusal.status(), document);
    }

    @Override
    public Reply dress(Request request, Reply reply) {
        return request.segments().isEmpty() ? reply : reply.with("x-openstack-request-id", request.requestId());
    }
}

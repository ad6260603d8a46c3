package org.stackdeck.simulator.neutron;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.http.ApiRequest;
import org.stackdeck.simulator.http.ApiResponse;
import org.stackdeck.simulator.http.OpenStackService;
import org.stackdeck.simulator.http.UnknownPathException;
import org.stackdeck.simulator.keystone.KeystoneAccounts;
import org.stackdeck.simulator.keystone.Role;
import org.stackdeck.simulator.keystone.SimulatedProject;
import org.stackdeck.simulator.keystone.Token;
import org.stackdeck.simulator.keystone.TokenStore;
import org.stackdeck.simulator.keystone.UnauthorizedResponseFactory;
import org.stackdeck.simulator.support.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Simulated Neutron, Networking API v2.0: networks, subnets, routers, ports, floating IPs, security groups, quotas and
 * RBAC policies.
 */
public final class Neutron extends OpenStackService {

    private static final Map<String, String> SINGULAR = Map.of(
            "networks", "network",
            "subnets", "subnet",
            "ports", "port",
            "routers", "router",
            "floatingips", "floatingip",
            "address-groups", "address_group",
            "security-groups", "security_group",
            "security-group-rules", "security_group_rule",
            "rbac-policies", "rbac_policy");
    /** Collections whose plug-in finds the object of a request to update it before Neutron checks the body. */
    private static final Set<String> FOUND_FIRST = Set.of("networks", "subnets", "ports");

    private static final Pattern REVISION = Pattern.compile("revision_number=(\\d+)");

    private final String root;
    private final TokenStore tokens;
    private final NeutronDocuments documents;
    private final NeutronWriteHandler handler;
    private final CollectionPages pages;

    public Neutron(String root, TokenStore tokens, NeutronDocuments documents, NeutronWriteHandler handler) {
        super("network", "/network");
        this.root = root;
        this.tokens = tokens;
        this.documents = documents;
        this.handler = handler;
        this.pages = new CollectionPages(root + prefix() + "/v2.0/");
    }

    @Override
    public ApiResponse handle(ApiRequest apiRequest) {
        List<String> path = apiRequest.segments();
        if (path.isEmpty()) {
            return ApiResponse.ok(versions());
        }
        if (!path.getFirst().equals("v2.0") || apiRequest.path().equals("/v2.0")) {
            throw new UnknownPathException();
        }
        Token token = tokens.require(apiRequest);
        if (path.size() == 1) {
            return ApiResponse.ok(resources());
        }
        NeutronRoutes.check(apiRequest, path.subList(1, path.size()));
        String collection = path.get(1);
        if (collection.equals("quotas")) {
            return ApiResponse.ok(
                    documents.quota(quotasOf(token, path), apiRequest.path().contains("/details")));
        }
        if (collection.equals("extensions")) {
            ObjectNode document = Json.object();
            document.putArray("extensions");
            return ApiResponse.ok(document);
        }
        if (collection.equals("rbac-policies")) {
            if (apiRequest.hasMethod("GET") && path.size() == 2) {
                return ApiResponse.ok(NeutronDocuments.policies(apiRequest.query(), token));
            }
            // The simulator stores no policies, so that it finds none and creates none.
        }
        if (path.size() == 4 && path.get(3).endsWith("_router_interface")) {
            return changeInterface(apiRequest, token, path);
        }
        if (path.size() == 4) {
            return handler.tags()
                    .handle(
                            apiRequest,
                            token,
                            SINGULAR.getOrDefault(collection, collection),
                            documents.list(collection, token.elevated()),
                            path.get(2));
        }
        if (!apiRequest.hasMethod("GET")) {
            return change(apiRequest, token, collection, path);
        }
        List<ObjectNode> all = documents.list(collection, token);
        return path.size() == 2
                ? ApiResponse.ok(pages.page(collection, all, apiRequest.query()))
                : ApiResponse.ok(one(collection, all, path.get(2)));
    }

    private static SimulatedProject quotasOf(Token token, List<String> path) {
        SimulatedProject own = token.project() == null ? KeystoneAccounts.ADMIN : token.project();
        if (path.size() < 3 || path.get(2).equals(own.id())) {
            return own;
        }
        if (!token.hasRole(Role.ADMIN)) {
            throw new NeutronException(
                    403, "AdminRequired", "User does not have admin privileges: Cannot get quota of another tenant.");
        }
        return new KeystoneAccounts().project(path.get(2)).orElse(own);
    }

    /**
     * Adds or removes an interface of a router. Like Neutron, checks no role, because Neutron's policy hook skips the
     * actions of routers.
     */
    private synchronized ApiResponse changeInterface(ApiRequest apiRequest, Token token, List<String> path) {
        return ApiResponse.ok(handler.changeInterface(
                token,
                path.get(2),
                path.get(3),
                apiRequest.json().orElseThrow(() -> ApiException.badRequest("Resource body required"))));
    }

    /**
     * Performs a change. Changes are serialized, so that no other change occurs between the comparison of revisions and
     * this change.
     */
    private synchronized ApiResponse change(ApiRequest apiRequest, Token token, String collection, List<String> path) {
        String verb = apiRequest.hasMethod("POST") ? "create" : apiRequest.hasMethod("PUT") ? "update" : "delete";
        String member = SINGULAR.getOrDefault(collection, collection);
        boolean hasBody = hasBody(apiRequest, member);
        if (!apiRequest.hasMethod("POST")) {
            if (path.size() == 2) {
                throw NeutronException.notFound(collection, "None");
            }
            if (hasBody || FOUND_FIRST.contains(collection)) {
                one(collection, documents.list(collection, token), path.get(2));
            }
        }
        if (!hasBody) {
            throw new NeutronException(400, "HTTPBadRequest", "Resource body required");
        }
        if (!token.hasRole(Role.MEMBER)) {
            throw new NeutronException(
                    403, "PolicyNotAuthorized", "rule:%s_%s is disallowed by policy".formatted(verb, member));
        }
        if (!apiRequest.hasMethod("POST")) {
            compareRevision(apiRequest, one(collection, documents.list(collection, token), path.get(2)));
        }
        if (apiRequest.hasMethod("DELETE")) {
            handler.delete(collection, token, path.get(2));
            return ApiResponse.empty(204);
        }
        if (apiRequest.hasMethod("POST") && collection.equals("security-group-rules")) {
            JsonNode several = apiRequest.json().orElseGet(Json::object).path("security_group_rules");
            if (several.isArray()) {
                return createRules(token, several);
            }
        }
        ObjectNode body = NeutronAttributes.check(
                collection, token, member, apiRequest.requireJson(), apiRequest.hasMethod("POST"));
        String id;
        if (apiRequest.hasMethod("POST")) {
            id = handler.create(collection, token, body);
        } else {
            id = path.get(2);
            handler.update(collection, token, id, body);
        }
        return ApiResponse.json(
                apiRequest.hasMethod("POST") ? 201 : 200, one(collection, documents.list(collection, token), id));
    }

    /** Returns whether the body contains an object, or several objects to create. Deletions require no body. */
    private static boolean hasBody(ApiRequest apiRequest, String member) {
        return apiRequest.hasMethod("DELETE")
                || apiRequest
                        .json()
                        .filter(body -> body.has(member)
                                || (apiRequest.hasMethod("POST")
                                        && body.path(member + "s").isArray()))
                        .isPresent();
    }

    private ApiResponse createRules(Token token, JsonNode rules) {
        if (rules.isEmpty()) {
            throw new NeutronException(400, "HTTPBadRequest", "Resources required");
        }
        String member = "security_group_rule";
        ArrayNode checked = Json.array();
        for (JsonNode rule : rules) {
            ObjectNode body = NeutronAttributes.check(
                    "security-group-rules", token, member, Json.object().set(member, rule), true);
            checked.add(body.path(member));
        }
        List<String> ids = handler.createRules(token, checked);
        ObjectNode document = Json.object();
        ArrayNode created = document.putArray("security_group_rules");
        List<ObjectNode> all = documents.list("security-group-rules", token);
        ids.forEach(id -> created.add(one("security-group-rules", all, id).path("security_group_rule")));
        return ApiResponse.json(201, document);
    }

    /** Compares the revision with the condition of the request, as in Neutron's extension revision-if-match. */
    private static void compareRevision(ApiRequest apiRequest, ObjectNode document) {
        String condition = apiRequest.header("If-Match").orElse(null);
        if (condition == null) {
            return;
        }
        Matcher wanted = REVISION.matcher(condition);
        if (!wanted.matches()) {
            throw new NeutronException(
                    400,
                    "BadRequest",
                    "Bad if-match request: Revision number etag must be in the format of revision_number=<int>.");
        }
        String now = document.values().iterator().next().path("revision_number").asString("");
        if (!now.equals(wanted.group(1))) {
            throw new NeutronException(
                    412,
                    "RevisionNumberConstraintFailed",
                    "Constrained to %s, but current revision is %s".formatted(wanted.group(1), now));
        }
    }

    private static ObjectNode one(String collection, List<ObjectNode> all, String id) {
        return Json.object()
                .set(
                        SINGULAR.getOrDefault(collection, collection),
                        all.stream()
                                .filter(o -> o.path("id").asString("").equals(id))
                                .findFirst()
                                .orElseThrow(() -> NeutronException.notFound(collection, id)));
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
    public ApiResponse errorResponse(ApiRequest apiRequest, ApiException apiException) {
        if (apiException.status() == 401) {
            return UnauthorizedResponseFactory.unauthorized(root);
        }
        String type = switch (apiException) {
            case NeutronException neutronException -> neutronException.type();
            case UnknownPathException nothing -> "HTTPNotFound";
            default -> "HTTP" + apiException.status();
        };
        ObjectNode document = Json.object();
        document.putObject("NeutronError")
                .put("type", type)
                .put("message", apiException.message())
                .put("detail", "");
        return ApiResponse.json(apiException.status(), document);
    }

    @Override
    public ApiResponse decorate(ApiRequest apiRequest, ApiResponse apiResponse) {
        return apiRequest.segments().isEmpty()
                ? apiResponse
                : apiResponse.withHeader("x-openstack-request-id", apiRequest.requestId());
    }
}

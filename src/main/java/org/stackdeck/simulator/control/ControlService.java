package org.stackdeck.simulator.control;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.http.ApiRequest;
import org.stackdeck.simulator.http.ApiResponse;
import org.stackdeck.simulator.http.OpenStackService;
import org.stackdeck.simulator.keystone.TokenStore;
import org.stackdeck.simulator.state.QuotaStore;
import org.stackdeck.simulator.support.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * API under {@code /simulator} that controls the simulator. Injects faults, changes servers, sets quotas and the rate
 * of background activity, revokes tokens, and returns the number of requests by service. Requires no token and accepts
 * requests from the local machine only.
 */
public final class ControlService extends OpenStackService {

    private final ServerControls servers;
    private final FaultInjector faultInjector;
    private final RequestLog log;
    private final RandomServerActivity randomServerActivity;
    private final TokenStore tokens;
    private final QuotaStore quotaStore;

    public ControlService(
            ServerControls servers,
            FaultInjector faultInjector,
            RequestLog log,
            RandomServerActivity randomServerActivity,
            TokenStore tokens,
            QuotaStore quotaStore) {
        super("simulator", "/simulator");
        this.servers = servers;
        this.faultInjector = faultInjector;
        this.log = log;
        this.randomServerActivity = randomServerActivity;
        this.tokens = tokens;
        this.quotaStore = quotaStore;
    }

    @Override
    public ApiResponse handle(ApiRequest apiRequest) {
        rejectBrowser(apiRequest);
        List<String> path = apiRequest.segments();
        try {
            return switch (path.isEmpty() ? "" : path.getFirst()) {
                case "faults" -> faults(apiRequest);
                case "servers" -> path.size() == 1 ? all(apiRequest) : one(apiRequest, path.get(1));
                case "life" -> randomActivity(apiRequest);
                case "requests" -> requests(apiRequest);
                case "tokens" -> tokens(apiRequest);
                case "quotas" -> quotas(apiRequest);
                default -> throw ApiException.notFound("faults, servers, life, requests, tokens or quotas");
            };
        } catch (IllegalArgumentException e) {
            throw ApiException.badRequest(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Rejects requests from web pages in a browser on the local machine. Such a page could use a form, or a host name
     * that resolves to the loopback address.
     */
    private static void rejectBrowser(ApiRequest apiRequest) {
        String host = apiRequest.header("Host").orElse("");
        boolean loopback = host.matches("(127\\.0\\.0\\.1|localhost)(:\\d+)?");
        if (!loopback
                || apiRequest.header("Origin").isPresent()
                || apiRequest.header("Sec-Fetch-Site").isPresent()) {
            throw ApiException.forbidden("for programs on this machine only");
        }
    }

    private ApiResponse faults(ApiRequest apiRequest) {
        switch (apiRequest.method()) {
            case "POST" -> faultInjector.add(fault(body(apiRequest)));
            case "DELETE" -> faultInjector.clear();
            default -> {}
        }
        ObjectNode document = Json.object();
        ArrayNode list = document.putArray("faults");
        faultInjector.list().forEach(f -> list.addPOJO(f.toString()));
        return ApiResponse.ok(document);
    }

    private static SimulatedFault fault(JsonNode body) {
        SimulatedFault.Kind kind = body.has("kind")
                ? SimulatedFault.Kind.valueOf(
                        body.path("kind").asString("").toUpperCase(Locale.ROOT).replace('-', '_'))
                : body.has("status") ? SimulatedFault.Kind.STATUS : SimulatedFault.Kind.LATENCY;
        return new SimulatedFault(
                text(body, "service"),
                text(body, "method"),
                text(body, "path"),
                kind,
                body.path("status").asInt(500),
                Duration.ofMillis(body.path("latency").asLong(0)),
                body.has("retryAfter") ? Integer.valueOf(body.path("retryAfter").asInt(0)) : null,
                body.path("times").asInt(SimulatedFault.UNLIMITED),
                body.path("afterwards").asBoolean(false));
    }

    private ApiResponse all(ApiRequest apiRequest) {
        if (apiRequest.hasMethod("POST")) {
            JsonNode body = body(apiRequest);
            String id = servers.create(
                    body.path("project").asString("staff"), body.path("name").asString("unnamed"));
            change(id, body);
            return ApiResponse.json(201, Json.object().put("id", id));
        }
        return ApiResponse.ok(Json.object().set("servers", Json.array(servers.ids())));
    }

    private ApiResponse one(ApiRequest apiRequest, String id) {
        switch (apiRequest.method()) {
            case "DELETE" -> servers.delete(id);
            case "PATCH", "PUT", "POST" -> change(id, body(apiRequest));
            default -> {}
        }
        return ApiResponse.ok(Json.object().put("id", id).put("status", servers.status(id)));
    }

    private void change(String id, JsonNode body) {
        if (body.has("vm_state") || body.has("task_state")) {
            int power = body.path("power_state").asInt(1);
            servers.setState(id, body.path("vm_state").asString("active"), text(body, "task_state"), power);
        }
        if (body.has("fault")) {
            servers.setFault(id, body.path("fault").asString(""));
        }
        if (body.has("status")) {
            servers.setDisplayedStatus(id, body.path("status").asString(""));
        }
        if (body.has("name") && !body.path("name").asString("").isEmpty()) {
            servers.rename(id, body.path("name").asString(""));
        }
        if (body.has("tags")) {
            List<String> tags = new ArrayList<>();
            body.path("tags").forEach(t -> tags.add(t.asString("")));
            servers.setTags(id, tags);
        }
        if (body.has("metadata")) {
            Map<String, String> metadata = new LinkedHashMap<>();
            body.path("metadata")
                    .properties()
                    .forEach(e -> metadata.put(e.getKey(), e.getValue().asString("")));
            servers.setMetadata(id, metadata);
        }
        if (body.has("locked")) {
            if (body.path("locked").asBoolean(false)) {
                servers.lock(id, text(body, "locked_reason"));
            } else {
                servers.unlock(id);
            }
        }
    }

    private ApiResponse randomActivity(ApiRequest apiRequest) {
        if (!apiRequest.hasMethod("GET")) {
            randomServerActivity.changesPerMinute(
                    body(apiRequest).path("changesPerMinute").asDouble(0));
        }
        return ApiResponse.ok(Json.object().put("changesPerMinute", randomServerActivity.changesPerMinute()));
    }

    private ApiResponse requests(ApiRequest apiRequest) {
        ObjectNode document = Json.object();
        ObjectNode counts = document.putObject("requests");
        log.counts().forEach(counts::put);
        if (apiRequest.hasMethod("DELETE")) {
            log.clear();
        }
        return ApiResponse.ok(document);
    }

    private ApiResponse tokens(ApiRequest apiRequest) {
        if (apiRequest.hasMethod("DELETE")) {
            tokens.revokeAll();
        }
        return ApiResponse.empty(204);
    }

    private ApiResponse quotas(ApiRequest apiRequest) {
        JsonNode body = body(apiRequest);
        String project = body.path("project").asString("staff");
        body.propertyStream()
                .filter(p -> p.getValue().isNumber())
                .forEach(p ->
                        quotaStore.setLimit(project, p.getKey(), p.getValue().asInt()));
        return ApiResponse.empty(204);
    }

    private static JsonNode body(ApiRequest apiRequest) {
        return apiRequest.json().orElseThrow(() -> ApiException.badRequest("a JSON object is wanted"));
    }

    private static @Nullable String text(JsonNode body, String name) {
        return body.path(name).isString() ? body.path(name).asString() : null;
    }

    @Override
    public ApiResponse errorResponse(ApiRequest apiRequest, ApiException apiException) {
        return ApiResponse.json(apiException.status(), Json.object().put("error", apiException.message()));
    }

    @Override
    public ApiResponse decorate(ApiRequest apiRequest, ApiResponse apiResponse) {
        return apiResponse;
    }
}

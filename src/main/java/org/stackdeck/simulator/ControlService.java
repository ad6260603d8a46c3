package org.stackdeck.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /simulator}: API to control the simulator. Injects faults, changes servers, sets the rate of background
 * activity, and returns the request log. It requires no token and accepts requests from the local machine only.
 */
final class ControlService implements Service {

    private final ServerControls servers;
    private final Faults faults;
    private final RequestLog log;
    private final Life life;
    private final TokenStore tokens;
    private final Quotas quotas;

    ControlService(ServerControls servers, Faults faults, RequestLog log, Life life, TokenStore tokens, Quotas quotas) {
        this.servers = servers;
        this.faults = faults;
        this.log = log;
        this.life = life;
        this.tokens = tokens;
        this.quotas = quotas;
    }

    @Override
    public String type() {
        return "simulator";
    }

    @Override
    public String prefix() {
        return "/simulator";
    }

    @Override
    public Reply answer(Request request) {
        noBrowser(request);
        List<String> path = request.segments();
        try {
            return switch (path.isEmpty() ? "" : path.getFirst()) {
                case "faults" -> faults(request);
                case "servers" -> path.size() == 1 ? all(request) : one(request, path.get(1));
                case "life" -> life(request);
                case "requests" -> requests(request);
                case "tokens" -> tokens(request);
                case "quotas" -> quotas(request);
                default -> throw Refusal.notFound("faults, servers, life, requests, tokens or quotas");
            };
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest(String.valueOf(e.getMessage()));
        }
    }

    /** Rejects requests from browsers on the local machine, by forms or by a host name that resolves to loopback. */
    private static void noBrowser(Request request) {
        String host = request.header("Host").orElse("");
        boolean loopback = host.matches("(127\\.0\\.0\\.1|localhost)(:\\d+)?");
        if (!loopback
                || request.header("Origin").isPresent()
                || request.header("Sec-Fetch-Site").isPresent()) {
            throw Refusal.forbidden("for programs on this machine only");
        }
    }

    private Reply faults(Request request) {
        switch (request.method()) {
            case "POST" -> faults.add(fault(body(request)));
            case "DELETE" -> faults.clear();
            default -> {}
        }
        ObjectNode document = Json.object();
        ArrayNode list = document.putArray("faults");
        faults.list().forEach(f -> list.addPOJO(f.toString()));
        return Reply.ok(document);
    }

    private static SimulatedFault fault(JsonNode said) {
        SimulatedFault.Kind kind = said.has("kind")
                ? SimulatedFault.Kind.valueOf(
                        said.path("kind").asString("").toUpperCase(Locale.ROOT).replace('-', '_'))
                : said.has("status") ? SimulatedFault.Kind.STATUS : SimulatedFault.Kind.LATENCY;
        return new SimulatedFault(
                text(said, "service"),
                text(said, "method"),
                text(said, "path"),
                kind,
                said.path("status").asInt(500),
                Duration.ofMillis(said.path("latency").asLong(0)),
                said.has("retryAfter") ? Integer.valueOf(said.path("retryAfter").asInt(0)) : null,
                said.path("times").asInt(SimulatedFault.FOR_EVER),
                said.path("afterwards").asBoolean(false));
    }

    private Reply all(Request request) {
        if (request.is("POST")) {
            JsonNode said = body(request);
            String id = servers.create(
                    said.path("project").asString("staff"), said.path("name").asString("unnamed"));
            change(id, said);
            return Reply.json(201, Json.object().put("id", id));
        }
        ObjectNode document = Json.object();
        document.set("servers", Json.array(servers.ids()));
        return Reply.ok(document);
    }

    private Reply one(Request request, String id) {
        switch (request.method()) {
            case "DELETE" -> servers.delete(id);
            case "PATCH", "PUT", "POST" -> change(id, body(request));
            default -> {}
        }
        return Reply.ok(Json.object().put("id", id).put("status", servers.status(id)));
    }

    private void change(String id, JsonNode said) {
        if (said.has("vm_state") || said.has("task_state")) {
            int power = said.path("power_state").asInt(1);
            servers.state(id, said.path("vm_state").asString("active"), text(said, "task_state"), power);
        }
        if (said.has("fault")) {
            servers.breakDown(id, said.path("fault").asString(""));
        }
        if (said.has("status")) {
            servers.show(id, said.path("status").asString(""));
        }
        if (said.has("name") && !said.path("name").asString("").isEmpty()) {
            servers.rename(id, said.path("name").asString(""));
        }
        if (said.has("tags")) {
            List<String> tags = new ArrayList<>();
            said.path("tags").forEach(t -> tags.add(t.asString("")));
            servers.tag(id, tags);
        }
        if (said.has("metadata")) {
            Map<String, String> metadata = new LinkedHashMap<>();
            said.path("metadata")
                    .properties()
                    .forEach(e -> metadata.put(e.getKey(), e.getValue().asString("")));
            servers.metadata(id, metadata);
        }
        if (said.has("locked")) {
            if (said.path("locked").asBoolean(false)) {
                servers.lock(id, text(said, "locked_reason"));
            } else {
                servers.unlock(id);
            }
        }
    }

    private Reply life(Request request) {
        if (!request.is("GET")) {
            life.pace(body(request).path("changesPerMinute").asDouble(0));
        }
        return Reply.ok(Json.object().put("changesPerMinute", life.pace()));
    }

    private Reply requests(Request request) {
        ObjectNode document = Json.object();
        ObjectNode counts = document.putObject("requests");
        log.counts().forEach(counts::put);
        if (request.is("DELETE")) {
            log.clear();
        }
        return Reply.ok(document);
    }

    private Reply tokens(Request request) {
        if (request.is("DELETE")) {
            tokens.revokeAll();
        }
        return Reply.empty(204);
    }

    private Reply quotas(Request request) {
        JsonNode said = body(request);
        String project = said.path("project").asString("staff");
        said.propertyStream()
                .filter(p -> p.getValue().isNumber())
                .forEach(p -> quotas.limit(project, p.getKey(), p.getValue().asInt()));
        return Reply.empty(204);
    }

    private static JsonNode body(Request request) {
        return request.json().orElseThrow(() -> Refusal.badRequest("a JSON object is wanted"));
    }

    private static @Nullable String text(JsonNode said, String name) {
        return said.path(name).isString() ? said.path(name).asString() : null;
    }

    @Override
    public Reply refuse(Request request, Refusal refusal) {
        return Reply.json(refusal.status(), Json.object().put("error", refusal.words()));
    }

    @Override
    public Reply dress(Request request, Reply reply) {
        return reply;
    }
}

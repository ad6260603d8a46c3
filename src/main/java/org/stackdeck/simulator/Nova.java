package org.stackdeck.simulator;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** Compute API 2.1 with microversions: authenticates requests, resolves the microversion and dispatches them. */
final class Nova implements Service {

    private static final Pattern WANTED = Pattern.compile("compute\\s+(\\S+)");
    private static final Map<Integer, String> FAULTS = Map.of(
            400, "badRequest",
            401, "unauthorized",
            403, "forbidden",
            404, "itemNotFound",
            405, "badMethod",
            409, "conflictingRequest",
            413, "overLimit",
            429, "overLimit",
            501, "notImplemented",
            503, "serviceUnavailable");

    private final String base;
    private final String keystone;
    private final Microversion newest;
    private final TokenStore tokens;
    private final ServersResource servers;
    private final ComputeExtras extras;

    Nova(String root, Microversion newest, TokenStore tokens, ServersResource servers, ComputeExtras extras) {
        this.base = root + prefix();
        this.keystone = root;
        this.newest = newest;
        this.tokens = tokens;
        this.servers = servers;
        this.extras = extras;
    }

    @Override
    public String type() {
        return "compute";
    }

    @Override
    public String prefix() {
        return "/compute";
    }

    @Override
    public Reply answer(Request request) {
        List<String> path = request.segments();
        if (path.isEmpty()) {
            return Reply.ok(new NovaVersions(base, newest).all());
        }
        if (!path.getFirst().equals("v2.1")) {
            throw new NoSuchPath();
        }
        if (path.size() == 1) {
            return Reply.ok(new NovaVersions(base, newest).one());
        }
        Token token = tokens.require(request);
        Microversion version = version(request);
        if (!version.within(newest)) {
            throw new Refusal(
                    406,
                    "Version %s is not supported by the API. Minimum is %s and maximum is %s."
                            .formatted(version, Microversion.OLDEST, newest));
        }
        NovaCall call = new NovaCall(request, token, version);
        List<String> below = path.subList(2, path.size());
        return path.get(1).equals("servers") ? servers.answer(call, below) : extras.answer(call, path.get(1), below);
    }

    private Microversion version(Request request) {
        return wanted(request)
                .map(w -> w.equals("latest") ? newest : Microversion.parse(w))
                .orElse(Microversion.OLDEST);
    }

    private static Optional<String> wanted(Request request) {
        return request.header("OpenStack-API-Version")
                .map(WANTED::matcher)
                .filter(Matcher::find)
                .map(m -> m.group(1))
                .or(() -> request.header("X-OpenStack-Nova-API-Version"));
    }

    @Override
    public Reply refuse(Request request, Refusal refusal) {
        if (refusal instanceof NoSuchPath) {
            return Reply.page(request, 404, "Not Found", refusal.words());
        }
        if (refusal.status() == 401) {
            return KeystoneMiddleware.unauthorized(keystone);
        }
        ObjectNode document = Json.object();
        document.putObject(FAULTS.getOrDefault(refusal.status(), "computeFault"))
                .put("code", refusal.status())
                .put("message", refusal.words());
        return Reply.json(refusal.status(), document).as("application/json; charset=UTF-8");
    }

    @Override
    public Reply dress(Request request, Reply reply) {
        if (request.segments().isEmpty()) {
            return reply;
        }
        boolean routed = reply.status() != 401 && !reply.contentType().startsWith("text/");
        return (routed ? versioned(request, reply) : reply)
                .with("x-openstack-request-id", request.requestId())
                .with("x-compute-request-id", request.requestId());
    }

    private Reply versioned(Request request, Reply reply) {
        Microversion version;
        try {
            version = version(request);
        } catch (Refusal malformed) {
            return reply;
        }
        return reply.with("OpenStack-API-Version", "compute " + version)
                .with("X-OpenStack-Nova-API-Version", version.toString())
                .with("Vary", "OpenStack-API-Version")
                .with("Vary", "X-OpenStack-Nova-API-Version");
    }
}

package org.stackdeck.simulator;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Block Storage API v3. */
final class Cinder implements Service {

    private static final Map<Integer, String> FAULTS = Map.of(
            400, "badRequest", 403, "forbidden", 404, "itemNotFound", 409, "conflictingRequest", 429, "overLimit");

    /** Message for malformed requests, including those with the microversion of another service. */
    private static final String MALFORMED =
            "The server could not comply with the request since it is either malformed or otherwise incorrect.";

    private final String root;
    private final TokenStore tokens;
    private final VolumesResource volumes;
    private final VolumeSnapshots snapshots;
    private final VolumeQuotas quotas;

    Cinder(String root, TokenStore tokens, VolumesResource volumes, VolumeSnapshots snapshots, VolumeQuotas quotas) {
        this.root = root;
        this.tokens = tokens;
        this.volumes = volumes;
        this.snapshots = snapshots;
        this.quotas = quotas;
    }

    @Override
    public String type() {
        return "volumev3";
    }

    @Override
    public String prefix() {
        return "/volume";
    }

    @Override
    public Reply answer(Request request) {
        List<String> path = request.segments();
        if (path.isEmpty()) {
            return Reply.json(300, versions());
        }
        Token token = tokens.require(request);
        if (path.equals(List.of("v3"))) {
            return Reply.ok(versions());
        }
        if (request.header("OpenStack-API-Version")
                .filter(v -> !v.startsWith("volume "))
                .isPresent()) {
            throw Refusal.badRequest(MALFORMED);
        }
        SimulatedProject project = token.project();
        if (project == null || path.size() < 3 || !path.get(1).equals(project.id())) {
            throw Refusal.badRequest("Malformed request url");
        }
        List<String> below = path.subList(3, path.size());
        return switch (path.get(2)) {
            case "volumes" -> volumes.answer(request, token, project, below);
            case "limits" -> Reply.ok(quotas.limits(project));
            case "snapshots" -> snapshots.answer(request, project, below);
            case "os-quota-sets" -> quotas.set(request, token, project, below);
            case "types" -> Reply.ok(types());
            default -> throw new NoSuchPath();
        };
    }

    private static ObjectNode types() {
        ObjectNode document = Json.object();
        ObjectNode type = document.putArray("volume_types")
                .addObject()
                .put("id", Ids.dashed("volume-type", "simulated"))
                .put("name", "simulated")
                .put("is_public", true)
                .putNull("description");
        type.putObject("extra_specs");
        type.put("os-volume-type-access:is_public", true);
        return document;
    }

    private ObjectNode versions() {
        ObjectNode document = Json.object();
        ObjectNode version = document.putArray("versions")
                .addObject()
                .put("id", "v3.0")
                .put("status", "CURRENT")
                .put("version", "3.71")
                .put("min_version", "3.0")
                .put("updated", "2023-08-31T00:00:00Z");
        version.putArray("links")
                .add(Json.object()
                        .put("rel", "describedby")
                        .put("type", "text/html")
                        .put("href", "https://docs.openstack.org/"))
                .add(Json.link("self", root + prefix() + "/v3/"));
        version.putArray("media-types")
                .addObject()
                .put("base", "application/json")
                .put("type", "application/vnd.openstack.volume+json;version=3");
        return document;
    }

    @Override
    public Reply refuse(Request request, Refusal refusal) {
        if (refusal.status() == 401) {
            return KeystoneMiddleware.unauthorized(root);
        }
        if (refusal instanceof NoSuchPath) {
            return Reply.page(request, 404, "Not Found", refusal.words());
        }
        ObjectNode document = Json.object();
        document.putObject(FAULTS.getOrDefault(refusal.status(), "computeFault"))
                .put("code", refusal.status())
                .put("message", refusal.words());
        return Reply.json(refusal.status(), document);
    }

    @Override
    public Reply dress(Request request, Reply reply) {
        Reply dressed = reply.with("x-openstack-request-id", request.requestId());
        if (reply.status() == 401 || reply.contentType().startsWith("text/")) {
            return dressed;
        }
        String version = request.header("OpenStack-API-Version")
                .filter(v -> v.matches("volume 3\\.\\d{1,3}"))
                .orElse("volume 3.0");
        return dressed.with("x-compute-request-id", request.requestId())
                .with("OpenStack-API-Version", version)
                .with("Vary", "OpenStack-API-Version");
    }
}

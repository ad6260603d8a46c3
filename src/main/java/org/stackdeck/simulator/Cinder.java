package org.stackdeck.simulator;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Block storage API v3, for reading: the volumes that servers boot from. */
final class Cinder implements Service {

    private static final Map<Integer, String> FAULTS = Map.of(
            400, "badRequest", 403, "forbidden", 404, "itemNotFound", 409, "conflictingRequest", 429, "overLimit");

    private final String root;
    private final TokenStore tokens;
    private final ServerStore store;

    Cinder(String root, TokenStore tokens, ServerStore store) {
        this.root = root;
        this.tokens = tokens;
        this.store = store;
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
        SimulatedProject project = token.project();
        if (project == null || path.size() < 3 || !path.get(1).equals(project.id())) {
            throw Refusal.badRequest("Malformed request url");
        }
        return switch (String.join("/", path.subList(2, path.size()))) {
            case "volumes", "volumes/summary" -> Reply.ok(volumes(request, token, project, false));
            case "volumes/detail" -> Reply.ok(volumes(request, token, project, true));
            case "limits" -> Reply.ok(limits(project));
            case "snapshots", "snapshots/detail" -> Reply.ok(empty("snapshots"));
            case "types" -> Reply.ok(types());
            default -> one(token, project, path);
        };
    }

    private Reply one(Token token, SimulatedProject project, List<String> path) {
        if (!path.get(2).equals("volumes") || path.size() != 4) {
            throw new NoSuchPath();
        }
        ObjectNode document = Json.object();
        document.set(
                "volume",
                servers(token, project, false)
                        .filter(s -> s.volumes().contains(path.get(3)))
                        .findFirst()
                        .map(s -> detail(s, path.get(3)))
                        .orElseThrow(() -> Refusal.notFound("Volume " + path.get(3) + " could not be found.")));
        return Reply.ok(document);
    }

    private ObjectNode volumes(Request request, Token token, SimulatedProject project, boolean detail) {
        boolean everywhere =
                request.query().first("all_tenants").map(a -> !a.equals("0")).orElse(false);
        ObjectNode document = Json.object();
        ArrayNode list = document.putArray("volumes");
        servers(token, project, everywhere)
                .forEach(s -> s.volumes().forEach(v -> list.add(detail ? detail(s, v) : brief(s, v))));
        return document;
    }

    private Stream<SimulatedServer> servers(Token token, SimulatedProject project, boolean everywhere) {
        boolean all = everywhere && token.may(Role.ADMIN);
        return store.newestFirst().stream()
                .filter(s -> all || s.origin().project().equals(project));
    }

    private ObjectNode brief(SimulatedServer server, String id) {
        ObjectNode node = Json.object().put("id", id).put("name", server.name() + "-root");
        node.putArray("links")
                .add(Json.link(
                        "self", root + "/volume/v3/" + server.origin().project().id() + "/volumes/" + id));
        return node;
    }

    private ObjectNode detail(SimulatedServer server, String id) {
        ServerOrigin origin = server.origin();
        ObjectNode node = brief(server, id)
                .put("status", "in-use")
                .put("size", origin.flavor().disk())
                .put("availability_zone", "nova")
                .put("created_at", Stamps.micros(origin.created()))
                .put("updated_at", Stamps.micros(origin.created()))
                .putNull("description")
                .put("volume_type", "simulated")
                .putNull("snapshot_id")
                .putNull("source_volid");
        node.putObject("metadata");
        node.put("user_id", origin.userId())
                .put("bootable", "true")
                .put("encrypted", false)
                .putNull("replication_status")
                .putNull("consistencygroup_id")
                .put("multiattach", false);
        node.putArray("attachments")
                .addObject()
                .put("id", id)
                .put("attachment_id", Ids.dashed("attachment", id))
                .put("volume_id", id)
                .put("server_id", server.id())
                .putNull("host_name")
                .put("device", "/dev/vda")
                .put("attached_at", Stamps.micros(origin.created()));
        return node.put("os-vol-tenant-attr:tenant_id", origin.project().id());
    }

    private ObjectNode limits(SimulatedProject project) {
        List<SimulatedServer> withVolume = store.newestFirst().stream()
                .filter(s ->
                        s.origin().project().equals(project) && !s.volumes().isEmpty())
                .toList();
        ObjectNode document = Json.object();
        ObjectNode limits = document.putObject("limits");
        limits.putArray("rate");
        limits.putObject("absolute")
                .put("maxTotalVolumes", 2000)
                .put("maxTotalSnapshots", 500)
                .put("maxTotalVolumeGigabytes", 200000)
                .put("maxTotalBackups", 10)
                .put("maxTotalBackupGigabytes", 1000)
                .put("totalVolumesUsed", withVolume.size())
                .put(
                        "totalGigabytesUsed",
                        withVolume.stream()
                                .mapToInt(s -> s.origin().flavor().disk())
                                .sum())
                .put("totalSnapshotsUsed", 0)
                .put("totalBackupsUsed", 0)
                .put("totalBackupGigabytesUsed", 0);
        return document;
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

    private static ObjectNode empty(String collection) {
        ObjectNode document = Json.object();
        document.putArray(collection);
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

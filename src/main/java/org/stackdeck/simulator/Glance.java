package org.stackdeck.simulator;

import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Image API v2, for reading. */
final class Glance implements Service {

    private static final String CREATED = "2026-01-15T09:00:00Z";

    private final String root;
    private final TokenStore tokens;

    Glance(String root, TokenStore tokens) {
        this.root = root;
        this.tokens = tokens;
    }

    @Override
    public String type() {
        return "image";
    }

    @Override
    public String prefix() {
        return "/image";
    }

    @Override
    public Reply answer(Request request) {
        List<String> path = request.segments();
        if (path.isEmpty()) {
            return Reply.json(300, versions());
        }
        Token token = tokens.require(request);
        if (!path.getFirst().equals("v2") || path.size() < 2 || !path.get(1).equals("images")) {
            throw new NoSuchPath();
        }
        if (token.project() == null) {
            throw Refusal.forbidden("You are not authorized to complete get_images action.");
        }
        if (path.size() == 2) {
            return Reply.ok(list(request.query()));
        }
        return Reply.ok(body(Infrastructure.images().stream()
                .filter(i -> i.id().equals(path.get(2)))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("No image found with ID " + path.get(2)))));
    }

    private ObjectNode list(Query query) {
        List<SimulatedImage> images = Infrastructure.images().stream()
                .filter(i -> query.first("name").map(i.name()::equals).orElse(true))
                .toList();
        int limit = query.first("limit")
                .filter(l -> l.matches("\\d{1,6}"))
                .map(Integer::parseInt)
                .orElse(25);
        int from = 1
                + IntStream.range(0, images.size())
                        .filter(i -> query.first("marker")
                                .map(images.get(i).id()::equals)
                                .orElse(false))
                        .findFirst()
                        .orElse(-1);
        List<SimulatedImage> page = images.subList(from, Math.min(images.size(), from + limit));
        ObjectNode document = Json.object();
        ArrayNode list = document.putArray("images");
        page.forEach(i -> list.add(body(i)));
        document.put("first", "/v2/images").put("schema", "/v2/schemas/images");
        if (!page.isEmpty() && page.size() == limit) {
            document.put(
                    "next", "/v2/images?" + query.with("marker", page.getLast().id()));
        }
        return document;
    }

    private static ObjectNode body(SimulatedImage image) {
        String digest = Ids.plain("digest", image.name());
        ObjectNode node = Json.object()
                .put("architecture", "x86_64")
                .put("os_distro", image.distribution())
                .put("os_version", image.version())
                .put("name", image.name())
                .put("disk_format", "qcow2")
                .put("container_format", "bare")
                .put("visibility", "public")
                .put("size", image.size())
                .put("virtual_size", image.size())
                .put("status", "active")
                .put("checksum", digest)
                .put("protected", false)
                .put("min_ram", 0)
                .put("min_disk", image.minDisk())
                .put("owner", Accounts.ADMIN.id())
                .put("os_hidden", false)
                .put("os_hash_algo", "sha512")
                .put("os_hash_value", digest.repeat(4))
                .put("id", image.id())
                .put("created_at", CREATED)
                .put("updated_at", CREATED);
        node.putArray("tags");
        return node.put("self", "/v2/images/" + image.id())
                .put("file", "/v2/images/" + image.id() + "/file")
                .put("schema", "/v2/schemas/image")
                .put("stores", "fs");
    }

    private ObjectNode versions() {
        ObjectNode document = Json.object();
        ArrayNode list = document.putArray("versions");
        for (int minor = 17; minor >= 0; minor--) {
            ObjectNode version =
                    list.addObject().put("id", "v2." + minor).put("status", minor == 17 ? "CURRENT" : "SUPPORTED");
            version.putArray("links").add(Json.link("self", root + prefix() + "/v2/"));
        }
        return document;
    }

    @Override
    public Reply refuse(Request request, Refusal refusal) {
        String title = switch (refusal.status()) {
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 429 -> "Too Many Requests";
            default -> "Internal Server Error";
        };
        Reply reply = Reply.page(request, refusal.status(), title, refusal.words());
        return refusal.status() == 401 ? reply.with("WWW-Authenticate", "Keystone uri=\"" + root + "\"") : reply;
    }

    @Override
    public Reply dress(Request request, Reply reply) {
        boolean answered = !request.segments().isEmpty() && reply.status() != 401;
        return answered ? reply.with("x-openstack-request-id", request.requestId()) : reply;
    }
}

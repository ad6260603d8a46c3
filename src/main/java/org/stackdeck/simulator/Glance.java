package org.stackdeck.simulator;

import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Image API v2: reading images, and deleting snapshots that Nova created. */
final class Glance implements Service {

    private final String root;
    private final TokenStore tokens;
    private final ImageStore images;

    Glance(String root, TokenStore tokens, ImageStore images) {
        this.root = root;
        this.tokens = tokens;
        this.images = images;
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
            return Reply.ok(list(request.query(), token));
        }
        String id = path.get(2);
        SimulatedImage image = images.find(id, token)
                .orElseThrow(() -> Refusal.notFound(
                        request.is("DELETE")
                                ? "Failed to find image %s to delete".formatted(id)
                                : "No image found with ID " + id));
        return request.is("DELETE") ? delete(token, image) : Reply.ok(ImageDocuments.of(image));
    }

    private Reply delete(Token token, SimulatedImage image) {
        boolean own = image.owner() != null && token.may(Role.MEMBER);
        if (!own && !token.may(Role.ADMIN)) {
            throw Refusal.forbidden("You are not authorized to complete delete_image action.");
        }
        images.remove(image.id());
        return Reply.empty(204);
    }

    private ObjectNode list(Query query, Token token) {
        List<SimulatedImage> images = this.images.seenBy(token).stream()
                .filter(i -> fits(query, "name", i.name()))
                .filter(i -> fits(query, "status", i.status()))
                .filter(i -> fits(query, "visibility", i.owner() == null ? "public" : "private"))
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
        page.forEach(i -> list.add(ImageDocuments.of(i)));
        document.put("first", "/v2/images").put("schema", "/v2/schemas/images");
        if (!page.isEmpty() && page.size() == limit) {
            document.put(
                    "next", "/v2/images?" + query.with("marker", page.getLast().id()));
        }
        return document;
    }

    private static boolean fits(Query query, String name, String value) {
        return query.first(name).map(value::equals).orElse(true);
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

package org.stackdeck.simulator;

import tools.jackson.databind.node.ObjectNode;

/** Placement API with only a version document, because every catalog contains it. */
final class Placement implements Service {

    private final String root;

    Placement(String root) {
        this.root = root;
    }

    @Override
    public String type() {
        return "placement";
    }

    @Override
    public String prefix() {
        return "/placement";
    }

    @Override
    public Reply answer(Request request) {
        if (!request.segments().isEmpty()) {
            throw new NoSuchPath();
        }
        ObjectNode document = Json.object();
        ObjectNode version = document.putArray("versions")
                .addObject()
                .put("id", "v1.0")
                .put("max_version", "1.39")
                .put("min_version", "1.0")
                .put("status", "CURRENT");
        version.putArray("links").add(Json.link("self", ""));
        return Reply.ok(document);
    }

    @Override
    public Reply refuse(Request request, Refusal refusal) {
        return refusal.status() == 401
                ? KeystoneMiddleware.unauthorized(root)
                : Reply.page(request, refusal.status(), "Error", refusal.words());
    }

    @Override
    public Reply dress(Request request, Reply reply) {
        return reply.with("openstack-api-version", "placement 1.0")
                .with("Vary", "openstack-api-version")
                .with("x-openstack-request-id", request.requestId());
    }
}

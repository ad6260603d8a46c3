package org.stackdeck.simulator;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /servers} and its sub-resources. */
final class ServersResource {

    /** Handles a sub-resource of a server. */
    @FunctionalInterface
    interface Part {

        /** @param path relative to the sub-resource */
        Reply answer(NovaCall call, Supplier<SimulatedServer> server, List<String> path);
    }

    private final ServerStore store;
    private final ServerListing listing;
    private final ServerView view;
    private final ServerCreation creation;
    private final ServerActions actions;
    private final ServerUpdates updates;
    private final Map<String, Part> parts;

    /** @param parts sub-resources by path segment */
    ServersResource(
            ServerStore store,
            ServerListing listing,
            ServerView view,
            ServerCreation creation,
            ServerActions actions,
            ServerUpdates updates,
            Map<String, Part> parts) {
        this.store = store;
        this.listing = listing;
        this.view = view;
        this.creation = creation;
        this.actions = actions;
        this.updates = updates;
        this.parts = Map.copyOf(parts);
    }

    Reply answer(NovaCall call, List<String> path) {
        if (path.isEmpty()) {
            return call.request().is("POST") ? creation.create(call) : list(call, false);
        }
        if (path.size() == 1) {
            return path.getFirst().equals("detail") ? list(call, true) : one(call, path.getFirst());
        }
        String id = path.getFirst();
        String name = path.get(1);
        Part part = parts.get(name);
        if (part == null) {
            throw new NoSuchPath();
        }
        // The actions of a deleted server are available from microversion 2.21.
        boolean evenDeleted =
                name.equals("os-instance-actions") && call.version().atLeast(21);
        return part.answer(
                call, () -> evenDeleted ? findEvenDeleted(call, id) : find(call, id), path.subList(2, path.size()));
    }

    private Reply list(NovaCall call, boolean detail) {
        ServerListing.Page page = listing.page(call, detail);
        ArrayNode servers = Json.array();
        page.servers().forEach(s -> servers.add(detail ? view.detail(call, s) : view.brief(s)));
        ObjectNode document = Json.object();
        document.set("servers", servers);
        if (page.next() != null) {
            document.putArray("servers_links").add(Json.link("next", page.next()));
        }
        return Reply.ok(document);
    }

    private Reply one(NovaCall call, String id) {
        if (call.request().is("DELETE")) {
            return actions.delete(call, find(call, id));
        }
        if (call.request().is("PUT")) {
            ServerUpdates.check(call);
            return updates.update(call, find(call, id));
        }
        ObjectNode document = Json.object();
        document.set("server", view.full(call, find(call, id)));
        return Reply.ok(document);
    }

    private SimulatedServer find(NovaCall call, String id) {
        SimulatedServer server = store.find(id).filter(s -> !s.deleted()).orElseThrow(() -> unknown(id));
        return visible(call, server);
    }

    private SimulatedServer findEvenDeleted(NovaCall call, String id) {
        return visible(call, store.find(id).orElseThrow(() -> unknown(id)));
    }

    private static SimulatedServer visible(NovaCall call, SimulatedServer server) {
        if (!call.admin() && !server.origin().project().equals(call.project())) {
            throw unknown(server.id());
        }
        return server;
    }

    private static Refusal unknown(String id) {
        return Refusal.notFound("Instance " + id + " could not be found.");
    }
}

package org.stackdeck.simulator;

import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /servers} and what is below it. */
final class ServersResource {

    private final ServerStore store;
    private final ServerListing listing;
    private final ServerView view;
    private final ServerActions actions;
    private final InstanceActions instanceActions;

    ServersResource(
            ServerStore store,
            ServerListing listing,
            ServerView view,
            ServerActions actions,
            InstanceActions instanceActions) {
        this.store = store;
        this.listing = listing;
        this.view = view;
        this.actions = actions;
        this.instanceActions = instanceActions;
    }

    Reply answer(NovaCall call, List<String> path) {
        if (path.isEmpty()) {
            return list(call, false);
        }
        if (path.size() == 1) {
            return path.getFirst().equals("detail") ? list(call, true) : one(call, path.getFirst());
        }
        String id = path.getFirst();
        List<String> below = path.subList(2, path.size());
        return switch (path.get(1)) {
            case "action" -> actions.answer(call, () -> find(call, id));
            case "os-instance-actions" -> instanceActions.answer(call, findEvenDeleted(call, id), below);
            case "tags" -> tags(find(call, id));
            case "metadata" -> metadata(find(call, id));
            case "ips" -> Reply.ok(view.ips(find(call, id)));
            case "os-interface" -> Reply.ok(view.interfaces(call, find(call, id)));
            case "os-volume_attachments" -> Reply.ok(view.volumeAttachments(find(call, id)));
            case "os-security-groups" -> Reply.ok(SecurityGroups.ofServer(find(call, id)));
            default -> throw new NoSuchPath();
        };
    }

    private Reply list(NovaCall call, boolean detail) {
        if (!call.request().is("GET")) {
            throw new Refusal(501, "This simulated cloud makes servers through /simulator/servers only.");
        }
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
        SimulatedServer server = find(call, id);
        if (call.request().is("DELETE")) {
            return actions.delete(call, server);
        }
        if (call.request().is("PUT")) {
            return actions.update(call, server, view);
        }
        ObjectNode document = Json.object();
        document.set("server", view.full(call, server));
        return Reply.ok(document);
    }

    private static Reply tags(SimulatedServer server) {
        ObjectNode document = Json.object();
        document.set("tags", Json.array(server.tags()));
        return Reply.ok(document);
    }

    private static Reply metadata(SimulatedServer server) {
        ObjectNode document = Json.object();
        ObjectNode values = document.putObject("metadata");
        server.metadata().forEach(values::put);
        return Reply.ok(document);
    }

    private SimulatedServer find(NovaCall call, String id) {
        SimulatedServer server = store.find(id).filter(s -> !s.deleted()).orElseThrow(() -> unknown(id));
        return visible(call, server);
    }

    /** Instance actions of deleted servers can be read from microversion 2.21 on. */
    private SimulatedServer findEvenDeleted(NovaCall call, String id) {
        return call.version().atLeast(21)
                ? visible(call, store.find(id).orElseThrow(() -> unknown(id)))
                : find(call, id);
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

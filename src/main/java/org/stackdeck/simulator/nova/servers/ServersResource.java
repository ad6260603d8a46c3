package org.stackdeck.simulator.nova.servers;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.http.ApiResponse;
import org.stackdeck.simulator.http.UnknownPathException;
import org.stackdeck.simulator.model.SimulatedServer;
import org.stackdeck.simulator.nova.actions.ServerActionsResource;
import org.stackdeck.simulator.nova.create.CreateServerHandler;
import org.stackdeck.simulator.nova.document.ServerDocuments;
import org.stackdeck.simulator.nova.request.NovaRequest;
import org.stackdeck.simulator.state.ServerStore;
import org.stackdeck.simulator.support.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Nova's {@code /servers} and its sub-resources. */
public final class ServersResource {

    /** Handles a sub-resource of a server. */
    @FunctionalInterface
    public interface SubResource {

        /** @param path relative to the sub-resource */
        ApiResponse handle(NovaRequest novaRequest, Supplier<SimulatedServer> server, List<String> path);
    }

    private final ServerStore store;
    private final ServerPageSelector listing;
    private final ServerDocuments documents;
    private final CreateServerHandler handler;
    private final ServerActionsResource resource;
    private final UpdateServerHandler updateServerHandler;
    private final Map<String, SubResource> subResources;

    /** @param subResources sub-resources by path segment */
    public ServersResource(
            ServerStore store,
            ServerPageSelector listing,
            ServerDocuments documents,
            CreateServerHandler handler,
            ServerActionsResource resource,
            UpdateServerHandler updateServerHandler,
            Map<String, SubResource> subResources) {
        this.store = store;
        this.listing = listing;
        this.documents = documents;
        this.handler = handler;
        this.resource = resource;
        this.updateServerHandler = updateServerHandler;
        this.subResources = Map.copyOf(subResources);
    }

    public ApiResponse handle(NovaRequest novaRequest, List<String> path) {
        if (path.isEmpty()) {
            return novaRequest.request().hasMethod("POST") ? handler.create(novaRequest) : list(novaRequest, false);
        }
        if (path.size() == 1) {
            return path.getFirst().equals("detail") && novaRequest.request().hasMethod("GET")
                    ? list(novaRequest, true)
                    : one(novaRequest, path.getFirst());
        }
        String id = path.getFirst();
        String name = path.get(1);
        SubResource subResource = subResources.get(name);
        if (subResource == null) {
            throw new UnknownPathException();
        }
        // The actions of a deleted server are available from microversion 2.21.
        boolean evenDeleted =
                name.equals("os-instance-actions") && novaRequest.version().atLeast(21);
        return subResource.handle(
                novaRequest,
                () -> evenDeleted ? findEvenDeleted(novaRequest, id) : find(novaRequest, id),
                path.subList(2, path.size()));
    }

    private ApiResponse list(NovaRequest novaRequest, boolean detail) {
        ServerPageSelector.Page page = listing.page(novaRequest, detail);
        ArrayNode servers = Json.array();
        page.servers().forEach(s -> servers.add(detail ? documents.detail(novaRequest, s) : documents.brief(s)));
        ObjectNode document = Json.object();
        document.set("servers", servers);
        if (page.next() != null) {
            document.putArray("servers_links").add(Json.link("next", page.next()));
        }
        return ApiResponse.ok(document);
    }

    private ApiResponse one(NovaRequest novaRequest, String id) {
        if (novaRequest.request().hasMethod("DELETE")) {
            return resource.delete(novaRequest, find(novaRequest, id));
        }
        if (novaRequest.request().hasMethod("PUT")) {
            UpdateServerHandler.check(novaRequest);
            return updateServerHandler.update(novaRequest, find(novaRequest, id));
        }
        return ApiResponse.ok(Json.object().set("server", documents.full(novaRequest, find(novaRequest, id))));
    }

    private SimulatedServer find(NovaRequest novaRequest, String id) {
        SimulatedServer server = store.find(id).filter(s -> !s.deleted()).orElseThrow(() -> unknown(id));
        return visible(novaRequest, server);
    }

    private SimulatedServer findEvenDeleted(NovaRequest novaRequest, String id) {
        return visible(novaRequest, store.find(id).orElseThrow(() -> unknown(id)));
    }

    private static SimulatedServer visible(NovaRequest novaRequest, SimulatedServer server) {
        if (!novaRequest.isAdmin() && !server.immutableProperties().project().equals(novaRequest.project())) {
            throw unknown(server.id());
        }
        return server;
    }

    private static ApiException unknown(String id) {
        return ApiException.notFound("Instance " + id + " could not be found.");
    }
}

package org.stackdeck.simulator.nova.servers;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.http.ApiResponse;
import org.stackdeck.simulator.http.UnknownPathException;
import org.stackdeck.simulator.keystone.Role;
import org.stackdeck.simulator.model.SimulatedServer;
import org.stackdeck.simulator.model.VmState;
import org.stackdeck.simulator.nova.request.CommonSchemas;
import org.stackdeck.simulator.nova.request.NovaRequest;
import org.stackdeck.simulator.nova.tasks.ServerActionStarter;
import org.stackdeck.simulator.schema.JsonSchema;
import org.stackdeck.simulator.support.Json;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Nova's {@code /servers/{id}/tags}, from microversion 2.26. */
public final class ServerTagsResource {

    private static final int MAX_TAGS = 50;
    private static final JsonSchema ALL = JsonSchema.within(
            "tags", "{\"type\": \"array\", \"items\": " + CommonSchemas.TAG + ", \"maxItems\": " + MAX_TAGS + "}");
    private static final JsonSchema NOTHING = JsonSchema.of("{\"type\": \"null\"}");
    private static final JsonSchema ONE = JsonSchema.of(CommonSchemas.TAG);

    private final String base;

    public ServerTagsResource(String base) {
        this.base = base;
    }

    public ApiResponse handle(NovaRequest novaRequest, Supplier<SimulatedServer> found, List<String> path) {
        if (!novaRequest.version().atLeast(26)) {
            throw new UnknownPathException();
        }
        String method = novaRequest.request().method();
        return path.isEmpty() ? all(novaRequest, found, method) : one(novaRequest, found, method, path.getFirst());
    }

    private static ApiResponse all(NovaRequest novaRequest, Supplier<SimulatedServer> found, String method) {
        return switch (method) {
            case "PUT" -> {
                ALL.check(novaRequest.body());
                SimulatedServer server = ready(novaRequest, found, "update_all", "update tags");
                Set<String> tags = new TreeSet<>();
                novaRequest.body().path("tags").forEach(t -> tags.add(t.asString("")));
                server.setTags(tags);
                yield ApiResponse.ok(document(server));
            }
            case "DELETE" -> {
                ready(novaRequest, found, "delete_all", "delete tags").setTags(Set.of());
                yield ApiResponse.empty(204);
            }
            default -> {
                SimulatedServer server = found.get();
                novaRequest.requireRole(Role.READER, "os-server-tags:index");
                yield ApiResponse.ok(document(server));
            }
        };
    }

    private ApiResponse one(NovaRequest novaRequest, Supplier<SimulatedServer> found, String method, String tag) {
        return switch (method) {
            case "PUT" -> {
                if (!novaRequest.request().body().isEmpty()) {
                    NOTHING.check(novaRequest.body());
                }
                yield add(ready(novaRequest, found, "update", "update tag"), tag);
            }
            case "DELETE" -> {
                SimulatedServer server = ready(novaRequest, found, "delete", "delete tag");
                Set<String> tags = server.tags();
                if (!tags.remove(tag)) {
                    throw ApiException.notFound("Instance %s has no tag '%s'".formatted(server.id(), tag));
                }
                server.setTags(tags);
                yield ApiResponse.empty(204);
            }
            default -> {
                SimulatedServer server = found.get();
                novaRequest.requireRole(Role.READER, "os-server-tags:show");
                if (!server.tags().contains(tag)) {
                    throw ApiException.notFound("Server %s has no tag '%s'".formatted(server.id(), tag));
                }
                yield ApiResponse.empty(204);
            }
        };
    }

    private ApiResponse add(SimulatedServer server, String tag) {
        try {
            ONE.check(StringNode.valueOf(tag));
        } catch (ApiException apiException) {
            throw ApiException.badRequest(
                    ("Tag '%s' is invalid. It must be a non empty string without characters '/' and"
                                    + " ','. Validation error message: %s")
                            .formatted(tag, apiException.message()));
        }
        synchronized (server) {
            Set<String> tags = server.tags();
            if (tags.size() >= MAX_TAGS) {
                throw ApiException.badRequest("The number of tags exceeded the per-server limit " + MAX_TAGS);
            }
            if (!tags.add(tag)) {
                return ApiResponse.empty(204);
            }
            server.setTags(tags);
        }
        String location = base + "/v2.1/servers/" + server.id() + "/tags/"
                + URLEncoder.encode(tag, StandardCharsets.UTF_8).replace("+", "%20");
        return ApiResponse.empty(201).withHeader("Location", location);
    }

    /** Returns the server after checking that the role and the state allow changes of its tags. Locks do not apply. */
    private static SimulatedServer ready(
            NovaRequest novaRequest, Supplier<SimulatedServer> found, String policy, String word) {
        SimulatedServer server = found.get();
        novaRequest.requireRole(Role.MEMBER, "os-server-tags:" + policy);
        ServerActionStarter.checkVmState(
                server, word, VmState.ACTIVE, VmState.PAUSED, VmState.SUSPENDED, VmState.STOPPED);
        return server;
    }

    private static ObjectNode document(SimulatedServer server) {
        return Json.object().set("tags", Json.array(server.tags()));
    }
}

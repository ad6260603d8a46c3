package org.stackdeck.simulator.nova.servers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.http.ApiResponse;
import org.stackdeck.simulator.keystone.Role;
import org.stackdeck.simulator.model.SimulatedServer;
import org.stackdeck.simulator.model.VmState;
import org.stackdeck.simulator.nova.request.CommonSchemas;
import org.stackdeck.simulator.nova.request.NovaRequest;
import org.stackdeck.simulator.nova.tasks.ServerActionStarter;
import org.stackdeck.simulator.schema.JsonSchema;
import org.stackdeck.simulator.state.QuotaStore;
import org.stackdeck.simulator.support.Json;
import org.stackdeck.simulator.support.SimulatorScheduler;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Nova's {@code /servers/{id}/metadata}. */
public final class ServerMetadataResource {

    private static final JsonSchema ALL = JsonSchema.within("metadata", CommonSchemas.METADATA);
    private static final JsonSchema ONE = JsonSchema.within(
            "meta", CommonSchemas.METADATA.replaceFirst("\\}$", ", \"minProperties\": 1, \"maxProperties\": 1}"));

    private final SimulatorScheduler scheduler;
    private final QuotaStore quotaStore;

    public ServerMetadataResource(SimulatorScheduler scheduler, QuotaStore quotaStore) {
        this.scheduler = scheduler;
        this.quotaStore = quotaStore;
    }

    public ApiResponse handle(NovaRequest novaRequest, Supplier<SimulatedServer> found, List<String> path) {
        String method = novaRequest.request().method();
        return path.isEmpty() ? all(novaRequest, found, method) : one(novaRequest, found, method, path.getFirst());
    }

    private ApiResponse all(NovaRequest novaRequest, Supplier<SimulatedServer> found, String method) {
        if (method.equals("GET")) {
            SimulatedServer server = found.get();
            novaRequest.requireRole(Role.READER, "server-metadata:index");
            return ApiResponse.ok(document(server.metadata()));
        }
        ALL.check(novaRequest.body());
        SimulatedServer server = found.get();
        boolean others = method.equals("POST");
        novaRequest.requireRole(Role.MEMBER, "server-metadata:" + (others ? "create" : "update_all"));
        return ApiResponse.ok(
                document(change(novaRequest, server, novaRequest.body().path("metadata"), others)));
    }

    private ApiResponse one(NovaRequest novaRequest, Supplier<SimulatedServer> found, String method, String key) {
        return switch (method) {
            case "PUT" -> {
                ONE.check(novaRequest.body());
                SimulatedServer server = found.get();
                novaRequest.requireRole(Role.MEMBER, "server-metadata:update");
                JsonNode item = novaRequest.body().path("meta");
                if (!item.has(key)) {
                    throw ApiException.badRequest("Request body and URI mismatch");
                }
                change(novaRequest, server, item, true);
                yield ApiResponse.ok(meta(key, item.path(key).asString("")));
            }
            case "DELETE" -> {
                SimulatedServer server = found.get();
                novaRequest.requireRole(Role.MEMBER, "server-metadata:delete");
                value(server.metadata(), key);
                check(novaRequest, server, "delete metadata");
                server.removeMetadata(key);
                yield ApiResponse.empty(204);
            }
            default -> {
                SimulatedServer server = found.get();
                novaRequest.requireRole(Role.READER, "server-metadata:show");
                yield ApiResponse.ok(meta(key, value(server.metadata(), key)));
            }
        };
    }

    private static String value(Map<String, String> metadata, String key) {
        String value = metadata.get(key);
        if (value == null) {
            throw ApiException.notFound("Metadata item was not found");
        }
        return value;
    }

    /** @param keepOthers whether to keep the keys that the request does not contain */
    private Map<String, String> change(
            NovaRequest novaRequest, SimulatedServer server, JsonNode items, boolean keepOthers) {
        synchronized (server) {
            Map<String, String> metadata = keepOthers ? server.metadata() : new LinkedHashMap<>();
            items.propertyStream()
                    .forEach(p -> metadata.put(p.getKey(), p.getValue().asString("")));
            check(novaRequest, server, "update metadata");
            quotaStore.checkMetadata(novaRequest, metadata.size());
            server.setMetadata(metadata, scheduler.now());
            return metadata;
        }
    }

    private static void check(NovaRequest novaRequest, SimulatedServer server, String word) {
        ServerActionStarter.checkLock(novaRequest, server);
        ServerActionStarter.checkVmState(
                server, word, VmState.ACTIVE, VmState.PAUSED, VmState.SUSPENDED, VmState.STOPPED);
    }

    private static ObjectNode document(Map<String, String> metadata) {
        ObjectNode document = Json.object();
        ObjectNode values = document.putObject("metadata");
        metadata.forEach(values::put);
        return document;
    }

    private static ObjectNode meta(String key, String value) {
        ObjectNode document = Json.object();
        document.putObject("meta").put(key, value);
        return document;
    }
}

package org.stackdeck.simulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /servers/{id}/metadata}. */
final class ServerMetadata {

    private static final Schema ALL = Schema.within("metadata", CommonSchemas.METADATA);
    private static final Schema ONE = Schema.within(
            "meta", CommonSchemas.METADATA.replaceFirst("\\}$", ", \"minProperties\": 1, \"maxProperties\": 1}"));

    private final Time time;
    private final Quotas quotas;

    ServerMetadata(Time time, Quotas quotas) {
        this.time = time;
        this.quotas = quotas;
    }

    Reply answer(NovaCall call, Supplier<SimulatedServer> found, List<String> path) {
        String method = call.request().method();
        return path.isEmpty() ? all(call, found, method) : one(call, found, method, path.getFirst());
    }

    private Reply all(NovaCall call, Supplier<SimulatedServer> found, String method) {
        if (method.equals("GET")) {
            SimulatedServer server = found.get();
            call.permit(Role.READER, "server-metadata:index");
            return Reply.ok(document(server.metadata()));
        }
        ALL.check(call.body());
        SimulatedServer server = found.get();
        boolean others = method.equals("POST");
        call.permit(Role.MEMBER, "server-metadata:" + (others ? "create" : "update_all"));
        return Reply.ok(document(change(call, server, call.body().path("metadata"), others)));
    }

    private Reply one(NovaCall call, Supplier<SimulatedServer> found, String method, String key) {
        return switch (method) {
            case "PUT" -> {
                ONE.check(call.body());
                SimulatedServer server = found.get();
                call.permit(Role.MEMBER, "server-metadata:update");
                JsonNode item = call.body().path("meta");
                if (!item.has(key)) {
                    throw Refusal.badRequest("Request body and URI mismatch");
                }
                change(call, server, item, true);
                yield Reply.ok(meta(key, item.path(key).asString("")));
            }
            case "DELETE" -> {
                SimulatedServer server = found.get();
                call.permit(Role.MEMBER, "server-metadata:delete");
                value(server.metadata(), key);
                check(call, server, "delete metadata");
                server.forget(key);
                yield Reply.empty(204);
            }
            default -> {
                SimulatedServer server = found.get();
                call.permit(Role.READER, "server-metadata:show");
                yield Reply.ok(meta(key, value(server.metadata(), key)));
            }
        };
    }

    private static String value(Map<String, String> metadata, String key) {
        String value = metadata.get(key);
        if (value == null) {
            throw Refusal.notFound("Metadata item was not found");
        }
        return value;
    }

    /** @param keepOthers whether to keep the keys that the request does not contain */
    private Map<String, String> change(NovaCall call, SimulatedServer server, JsonNode items, boolean keepOthers) {
        synchronized (server) {
            Map<String, String> metadata = keepOthers ? server.metadata() : new LinkedHashMap<>();
            items.propertyStream()
                    .forEach(p -> metadata.put(p.getKey(), p.getValue().asString("")));
            check(call, server, "update metadata");
            quotas.checkMetadata(call, metadata.size());
            server.describeBy(metadata, time.now());
            return metadata;
        }
    }

    private static void check(NovaCall call, SimulatedServer server, String word) {
        ServerTasks.checkLock(call, server);
        ServerTasks.checkVmState(server, word, VmState.ACTIVE, VmState.PAUSED, VmState.SUSPENDED, VmState.STOPPED);
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

package org.stackdeck.simulator;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** {@code /servers/{id}/tags}, from microversion 2.26. */
final class ServerTags {

    private static final int MOST = 50;
    private static final Schema ALL = Schema.within(
            "tags", "{\"type\": \"array\", \"items\": " + CommonSchemas.TAG + ", \"maxItems\": " + MOST + "}");
    private static final Schema NOTHING = Schema.of("{\"type\": \"null\"}");
    private static final Schema ONE = Schema.of(CommonSchemas.TAG);

    private final String base;

    ServerTags(String base) {
        this.base = base;
    }

    Reply answer(NovaCall call, Supplier<SimulatedServer> found, List<String> path) {
        if (!call.version().atLeast(26)) {
            throw new NoSuchPath();
        }
        String method = call.request().method();
        return path.isEmpty() ? all(call, found, method) : one(call, found, method, path.getFirst());
    }

    private static Reply all(NovaCall call, Supplier<SimulatedServer> found, String method) {
        return switch (method) {
            case "PUT" -> {
                ALL.check(call.body());
                SimulatedServer server = ready(call, found, "update_all", "update tags");
                Set<String> tags = new TreeSet<>();
                call.body().path("tags").forEach(t -> tags.add(t.asString("")));
                server.tag(tags);
                yield Reply.ok(document(server));
            }
            case "DELETE" -> {
                ready(call, found, "delete_all", "delete tags").tag(Set.of());
                yield Reply.empty(204);
            }
            default -> {
                SimulatedServer server = found.get();
                call.permit(Role.READER, "os-server-tags:index");
                yield Reply.ok(document(server));
            }
        };
    }

    private Reply one(NovaCall call, Supplier<SimulatedServer> found, String method, String tag) {
        return switch (method) {
            case "PUT" -> {
                if (!call.request().body().isEmpty()) {
                    NOTHING.check(call.body());
                }
                yield add(ready(call, found, "update", "update tag"), tag);
            }
            case "DELETE" -> {
                SimulatedServer server = ready(call, found, "delete", "delete tag");
                Set<String> tags = server.tags();
                if (!tags.remove(tag)) {
                    throw Refusal.notFound("Instance %s has no tag '%s'".formatted(server.id(), tag));
                }
                server.tag(tags);
                yield Reply.empty(204);
            }
            default -> {
                SimulatedServer server = found.get();
                call.permit(Role.READER, "os-server-tags:show");
                if (!server.tags().contains(tag)) {
                    throw Refusal.notFound("Server %s has no tag '%s'".formatted(server.id(), tag));
                }
                yield Reply.empty(204);
            }
        };
    }

    private Reply add(SimulatedServer server, String tag) {
        try {
            ONE.check(StringNode.valueOf(tag));
        } catch (Refusal refusal) {
            throw Refusal.badRequest(("Tag '%s' is invalid. It must be a non empty string without characters '/' and"
                            + " ','. Validation error message: %s")
                    .formatted(tag, refusal.words()));
        }
        synchronized (server) {
            Set<String> tags = server.tags();
            if (tags.size() >= MOST) {
                throw Refusal.badRequest("The number of tags exceeded the per-server limit " + MOST);
            }
            if (!tags.add(tag)) {
                return Reply.empty(204);
            }
            server.tag(tags);
        }
        String location = base + "/v2.1/servers/" + server.id() + "/tags/"
                + URLEncoder.encode(tag, StandardCharsets.UTF_8).replace("+", "%20");
        return Reply.empty(201).with("Location", location);
    }

    /** Ignores locks. */
    private static SimulatedServer ready(NovaCall call, Supplier<SimulatedServer> found, String policy, String word) {
        SimulatedServer server = found.get();
        call.permit(Role.MEMBER, "os-server-tags:" + policy);
        ServerTasks.checkVmState(server, word, VmState.ACTIVE, VmState.PAUSED, VmState.SUSPENDED, VmState.STOPPED);
        return server;
    }

    private static ObjectNode document(SimulatedServer server) {
        ObjectNode document = Json.object();
        document.set("tags", Json.array(server.tags()));
        return document;
    }
}

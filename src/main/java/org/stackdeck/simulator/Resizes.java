package org.stackdeck.simulator;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** The actions {@code resize} and {@code migrate}. */
final class Resizes {

    private static final Schema RESIZE = Schema.within("resize", """
            {"type": "object",
             "properties": {
               "flavorRef": {"type": ["string", "integer"], "minLength": 1},
               "OS-DCF:diskConfig": {"type": "string", "enum": ["AUTO", "MANUAL"]}},
             "required": ["flavorRef"], "additionalProperties": false}""");
    private static final Schema MIGRATE = Schema.within("migrate", """
            {"type": ["object", "null"],
             "properties": {
               "host": {"type": ["string", "null"], "minLength": 1, "maxLength": 255, "pattern": "^[a-zA-Z0-9-._]*$"}},
             "additionalProperties": false}""");

    private final ServerTasks tasks;
    private final Quotas quotas;

    Resizes(ServerTasks tasks, Quotas quotas) {
        this.tasks = tasks;
        this.quotas = quotas;
    }

    Reply resize(NovaCall call, JsonNode body, Supplier<SimulatedServer> found) {
        RESIZE.check(body);
        String wanted = body.path("resize").path("flavorRef").asString("");
        // The reference can be a URL.
        String id = wanted.substring(wanted.lastIndexOf('/') + 1);
        SimulatedServer server = found.get();
        tasks.begin(call, ComputeAction.RESIZE, server, () -> {
            checkHost(server);
            SimulatedFlavor flavor = Infrastructure.flavor(id)
                    .filter(f -> !f.deleted() && f.openTo(call))
                    .orElseThrow(() -> Refusal.badRequest("Flavor " + id + " could not be found."));
            check(server, flavor);
            return new Move(server, server.build().with(flavor).moved());
        });
        return Reply.empty(202);
    }

    private void check(SimulatedServer server, SimulatedFlavor flavor) {
        ServerBuild build = server.build();
        if (flavor.id().equals(build.flavor().id())) {
            throw Refusal.badRequest("When resizing, instances must change flavor!");
        }
        quotas.checkUpsize(server.origin().project(), build.flavor(), flavor);
        SimulatedImage image = build.image();
        if (image != null) {
            ImageFit.check(image, flavor);
        }
    }

    Reply migrate(NovaCall call, JsonNode body, Supplier<SimulatedServer> found) {
        if (call.version().atLeast(56)) {
            MIGRATE.check(body);
        }
        SimulatedServer server = found.get();
        String host = body.path("migrate").path("host").asString("");
        if (!host.isEmpty()) {
            call.permit(Role.ADMIN, "os-migrate-server:migrate:host");
        }
        tasks.begin(call, ComputeAction.MIGRATE, server, () -> {
            checkHost(server);
            ServerBuild build = server.build();
            if (host.equals(build.host())) {
                throw Refusal.badRequest("Cannot migrate to the host where the server exists.");
            }
            if (!host.isEmpty() && !ServerBuild.isHost(host)) {
                throw Refusal.badRequest("Compute host " + host + " could not be found.");
            }
            return new Move(server, host.isEmpty() ? build.moved() : build.on(host));
        });
        return Reply.empty(202);
    }

    private static void checkHost(SimulatedServer server) {
        if (!server.placed()) {
            throw Refusal.conflict("Instance " + server.id() + " is not ready");
        }
    }

    /** Moves the server to another host, where the resize must be confirmed. */
    private record Move(SimulatedServer server, ServerBuild target) implements Errand {

        @Override
        public Optional<String> obstacle(String event) {
            return event.equals("conductor_migrate_server") && !Builds.fits(target.flavor())
                    ? Optional.of("No valid host was found. No valid host found for resize")
                    : Optional.empty();
        }

        @Override
        public void reaches(String task, Instant now) {
            if (task.equals("resize_finish")) {
                server.resize(target);
            }
        }
    }
}

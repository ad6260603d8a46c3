package org.stackdeck.simulator;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** The action {@code os-migrateLive}. */
final class LiveMigrations {

    private static final Schema MIGRATE = Schema.within("os-migrateLive", """
            {"type": "object",
             "properties": {
               "block_migration": {"type": ["boolean", "string"]},
               "host": {"type": ["string", "null"], "minLength": 1, "maxLength": 255, "pattern": "^[a-zA-Z0-9-._]*$"}},
             "required": ["block_migration", "host"], "additionalProperties": false}""");

    private static final String NO_HOST = "No valid host was found. There are not enough hosts available.";

    private final ServerTasks tasks;

    LiveMigrations(ServerTasks tasks) {
        this.tasks = tasks;
    }

    Reply migrate(NovaCall call, JsonNode body, Supplier<SimulatedServer> found) {
        if (call.version().atLeast(68)) {
            MIGRATE.check(body);
        }
        SimulatedServer server = found.get();
        String host = body.path("os-migrateLive").path("host").asString("");
        tasks.begin(call, ComputeAction.LIVE_MIGRATE, server, () -> {
            if (!host.isEmpty() && !ServerBuild.isHost(host)) {
                throw Refusal.badRequest("Compute host " + host + " could not be found.");
            }
            return new Move(
                    server,
                    host.isEmpty() ? server.build().moved() : server.build().on(host));
        });
        return Reply.empty(202);
    }

    /** The scheduler runs after the API has responded, even if the request names a host. */
    private record Move(SimulatedServer server, ServerBuild target) implements Errand {

        @Override
        public Optional<String> obstacle(String event) {
            boolean nowhere = target.equals(server.build())
                    || !Builds.fits(target.flavor())
                    || Failure.isWanted(server, "schedule");
            return event.equals("conductor_live_migrate_instance") && nowhere ? Optional.of(NO_HOST) : Optional.empty();
        }

        @Override
        public void succeeds(Instant now) {
            server.remake(target);
        }
    }
}

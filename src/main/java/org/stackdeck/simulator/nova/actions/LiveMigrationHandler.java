package org.stackdeck.simulator.nova.actions;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.stackdeck.simulator.http.ApiResponse;
import org.stackdeck.simulator.model.ServerConfiguration;
import org.stackdeck.simulator.model.ServerFault;
import org.stackdeck.simulator.model.SimulatedServer;
import org.stackdeck.simulator.nova.create.ServerBuildStarter;
import org.stackdeck.simulator.nova.request.NovaRequest;
import org.stackdeck.simulator.nova.tasks.ActionSideEffect;
import org.stackdeck.simulator.nova.tasks.ComputeAction;
import org.stackdeck.simulator.nova.tasks.ServerActionStarter;
import org.stackdeck.simulator.schema.JsonSchema;
import tools.jackson.databind.JsonNode;

/** Handles the action {@code os-migrateLive}. */
public final class LiveMigrationHandler {

    private static final JsonSchema MIGRATE = JsonSchema.within("os-migrateLive", """
            {"type": "object",
             "properties": {
               "block_migration": {"type": ["boolean", "string"]},
               "host": {"type": ["string", "null"], "minLength": 1, "maxLength": 255, "pattern": "^[a-zA-Z0-9-._]*$"}},
             "required": ["block_migration", "host"], "additionalProperties": false}""");

    private static final String NO_HOST = "No valid host was found. There are not enough hosts available.";

    private final ServerActionStarter starter;

    public LiveMigrationHandler(ServerActionStarter starter) {
        this.starter = starter;
    }

    public ApiResponse liveMigrate(NovaRequest novaRequest, JsonNode body, Supplier<SimulatedServer> found) {
        if (novaRequest.version().atLeast(68)) {
            MIGRATE.check(body);
        }
        SimulatedServer server = found.get();
        String host = body.path("os-migrateLive").path("host").asString("");
        starter.begin(
                novaRequest,
                ComputeAction.LIVE_MIGRATE,
                server,
                () -> new MigrationSideEffect(server, server.configuration().onTargetHost(host)));
        return ApiResponse.empty(202);
    }

    /**
     * Moves the server to the target host. The scheduler checks the host after the API has responded, even if the
     * request contains a host.
     */
    private record MigrationSideEffect(SimulatedServer server, ServerConfiguration target) implements ActionSideEffect {

        @Override
        public Optional<String> findObstacle(String event) {
            boolean nowhere = target.equals(server.configuration())
                    || !ServerBuildStarter.fits(target.flavor())
                    || ServerFault.isFailureRequested(server, "schedule");
            return event.equals("conductor_live_migrate_instance") && nowhere ? Optional.of(NO_HOST) : Optional.empty();
        }

        @Override
        public void onSuccess(Instant now) {
            server.setConfiguration(target);
        }
    }
}

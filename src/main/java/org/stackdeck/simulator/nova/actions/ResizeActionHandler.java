package org.stackdeck.simulator.nova.actions;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.http.ApiResponse;
import org.stackdeck.simulator.keystone.Role;
import org.stackdeck.simulator.model.ServerConfiguration;
import org.stackdeck.simulator.model.SimulatedFlavor;
import org.stackdeck.simulator.model.SimulatedImage;
import org.stackdeck.simulator.model.SimulatedServer;
import org.stackdeck.simulator.nova.create.FlavorImageCheck;
import org.stackdeck.simulator.nova.create.ServerBuildStarter;
import org.stackdeck.simulator.nova.request.NovaRequest;
import org.stackdeck.simulator.nova.tasks.ActionSideEffect;
import org.stackdeck.simulator.nova.tasks.ComputeAction;
import org.stackdeck.simulator.nova.tasks.ServerActionStarter;
import org.stackdeck.simulator.schema.JsonSchema;
import org.stackdeck.simulator.state.DefaultResources;
import org.stackdeck.simulator.state.QuotaStore;
import tools.jackson.databind.JsonNode;

/** Handles the actions {@code resize} and {@code migrate}. */
public final class ResizeActionHandler {

    private static final JsonSchema RESIZE = JsonSchema.within("resize", """
            {"type": "object",
             "properties": {
               "flavorRef": {"type": ["string", "integer"], "minLength": 1},
               "OS-DCF:diskConfig": {"type": "string", "enum": ["AUTO", "MANUAL"]}},
             "required": ["flavorRef"], "additionalProperties": false}""");
    private static final JsonSchema MIGRATE = JsonSchema.within("migrate", """
            {"type": ["object", "null"],
             "properties": {
               "host": {"type": ["string", "null"], "minLength": 1, "maxLength": 255, "pattern": "^[a-zA-Z0-9-._]*$"}},
             "additionalProperties": false}""");

    private final ServerActionStarter starter;
    private final QuotaStore quotaStore;

    public ResizeActionHandler(ServerActionStarter starter, QuotaStore quotaStore) {
        this.starter = starter;
        this.quotaStore = quotaStore;
    }

    public ApiResponse resize(NovaRequest novaRequest, JsonNode body, Supplier<SimulatedServer> found) {
        RESIZE.check(body);
        String wanted = body.path("resize").path("flavorRef").asString("");
        // The reference can be a URL.
        String id = wanted.substring(wanted.lastIndexOf('/') + 1);
        SimulatedServer server = found.get();
        starter.begin(novaRequest, ComputeAction.RESIZE, server, () -> {
            ServerActionStarter.checkHost(server);
            SimulatedFlavor flavor = DefaultResources.flavor(id)
                    .filter(f -> !f.deleted() && f.isAccessibleFor(novaRequest))
                    .orElseThrow(() -> ApiException.badRequest("Flavor " + id + " could not be found."));
            check(server, flavor);
            return new ResizeSideEffect(
                    server, server.configuration().with(flavor).onOtherHost());
        });
        return ApiResponse.empty(202);
    }

    private void check(SimulatedServer server, SimulatedFlavor flavor) {
        ServerConfiguration configuration = server.configuration();
        if (flavor.id().equals(configuration.flavor().id())) {
            throw ApiException.badRequest("When resizing, instances must change flavor!");
        }
        quotaStore.checkUpsize(server.immutableProperties().project(), configuration.flavor(), flavor);
        SimulatedImage image = configuration.image();
        if (image != null) {
            FlavorImageCheck.check(image, flavor);
        }
    }

    public ApiResponse migrate(NovaRequest novaRequest, JsonNode body, Supplier<SimulatedServer> found) {
        if (novaRequest.version().atLeast(56)) {
            MIGRATE.check(body);
        }
        SimulatedServer server = found.get();
        String host = body.path("migrate").path("host").asString("");
        if (!host.isEmpty()) {
            novaRequest.requireRole(Role.ADMIN, "os-migrate-server:migrate:host");
        }
        starter.begin(novaRequest, ComputeAction.MIGRATE, server, () -> {
            ServerActionStarter.checkHost(server);
            ServerConfiguration configuration = server.configuration();
            if (host.equals(configuration.host())) {
                throw ApiException.badRequest("Cannot migrate to the host where the server exists.");
            }
            return new ResizeSideEffect(server, configuration.onTargetHost(host));
        });
        return ApiResponse.empty(202);
    }

    /** Applies the new host and, for a resize, the new flavor. The user must then confirm or revert the change. */
    private record ResizeSideEffect(SimulatedServer server, ServerConfiguration target) implements ActionSideEffect {

        @Override
        public Optional<String> findObstacle(String event) {
            return event.equals("conductor_migrate_server") && !ServerBuildStarter.fits(target.flavor())
                    ? Optional.of("No valid host was found. No valid host found for resize")
                    : Optional.empty();
        }

        @Override
        public void onTaskState(String task, Instant now) {
            if (task.equals("resize_finish")) {
                server.resize(target);
            }
        }
    }
}

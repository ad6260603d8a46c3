package org.stackdeck.simulator.cinder;

import java.util.List;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.http.ApiRequest;
import org.stackdeck.simulator.http.ApiResponse;
import org.stackdeck.simulator.keystone.Role;
import org.stackdeck.simulator.keystone.Token;
import org.stackdeck.simulator.support.Json;
import org.stackdeck.simulator.support.SimulatorScheduler;
import org.stackdeck.simulator.support.Timestamps;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Cinder's {@code /os-services}. */
final class ServicesResource {

    private static final String HOST = "controller";
    private static final String VOLUME = "cinder-volume";
    private static final List<String> BINARIES = List.of("cinder-scheduler", VOLUME, "cinder-backup");

    private ServicesResource() {}

    /** Lists the services. Refuses all changes, because the simulated services have no state. */
    static ApiResponse handle(ApiRequest apiRequest, Token token, SimulatorScheduler simulatorClock) {
        boolean updates = apiRequest.hasMethod("PUT");
        if (!token.hasRole(Role.ADMIN)) {
            throw ApiException.forbidden("Policy doesn't allow volume_extension:services:%s to be performed."
                    .formatted(updates ? "update" : "index"));
        }
        if (updates) {
            throw ApiException.badRequest("Invalid input received: Unknown action");
        }
        ObjectNode document = Json.object();
        ArrayNode services = document.putArray("services");
        BINARIES.stream()
                .filter(binary ->
                        apiRequest.query().last("binary").map(binary::equals).orElse(true))
                .forEach(binary -> services.add(service(binary, simulatorClock)));
        return ApiResponse.ok(document);
    }

    private static ObjectNode service(String binary, SimulatorScheduler simulatorClock) {
        ObjectNode service = Json.object()
                .put("binary", binary)
                .put("host", binary.equals(VOLUME) ? HOST + "@lvm" : HOST)
                .put("zone", "nova")
                .put("status", "enabled")
                .put("state", "up")
                .put("updated_at", Timestamps.micros(simulatorClock.now()))
                .putNull("disabled_reason");
        return binary.equals(VOLUME)
                ? service.put("replication_status", "disabled")
                        .putNull("active_backend_id")
                        .put("frozen", false)
                : service;
    }
}

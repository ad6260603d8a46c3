package org.stackdeck.simulator.nova.tasks;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.http.ApiResponse;
import org.stackdeck.simulator.keystone.Role;
import org.stackdeck.simulator.model.InstanceActionRecord;
import org.stackdeck.simulator.model.ServerFault;
import org.stackdeck.simulator.model.SimulatedServer;
import org.stackdeck.simulator.model.VmState;
import org.stackdeck.simulator.nova.request.NovaRequest;
import org.stackdeck.simulator.schema.JsonSchema;
import tools.jackson.databind.JsonNode;

/** Handles the action {@code changePassword} and generates passwords. */
public final class AdminPasswordHandler {

    private static final JsonSchema CHANGE = JsonSchema.within("changePassword", """
            {"type": "object", "properties": {"adminPass": {"type": "string"}},
             "required": ["adminPass"], "additionalProperties": false}""");
    private static final List<String> GROUPS =
            List.of("23456789", "ABCDEFGHJKLMNPQRSTUVWXYZ", "abcdefghijkmnopqrstuvwxyz");
    private static final int LENGTH = 12;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final ServerActionStarter starter;

    public AdminPasswordHandler(ServerActionStarter starter) {
        this.starter = starter;
    }

    /** Generates a password with at least one character of each group, like nova.utils.generate_password. */
    static String generate() {
        List<Character> letters =
                new ArrayList<>(GROUPS.stream().map(AdminPasswordHandler::any).toList());
        while (letters.size() < LENGTH) {
            letters.add(any(String.join("", GROUPS)));
        }
        Collections.shuffle(letters, RANDOM);
        return letters.stream().map(String::valueOf).collect(Collectors.joining());
    }

    private static char any(String letters) {
        return letters.charAt(RANDOM.nextInt(letters.length()));
    }

    /** Returns the password of the request, or a new one. */
    public static String of(JsonNode parameters) {
        JsonNode given = parameters.path("adminPass");
        return given.isString() ? given.asString() : generate();
    }

    /**
     * Changes the password. The request is synchronous: Nova's API waits for the compute service and returns its error.
     */
    public ApiResponse change(NovaRequest novaRequest, JsonNode body, Supplier<SimulatedServer> found) {
        CHANGE.check(body);
        SimulatedServer server = found.get();
        novaRequest.requireRole(Role.MEMBER, "os-admin-password");
        synchronized (server) {
            ServerActionStarter.checkLockAsState(novaRequest, server, "changePassword");
            ServerActionStarter.checkState(server, "changePassword", VmState.ACTIVE);
            InstanceActionRecord record = starter.record(novaRequest, server, "changePassword");
            server.addAction(record);
            record.begin(
                    "compute_set_admin_password",
                    starter.scheduler().now(),
                    server.configuration().host());
            String reason = reasonAgainst(server);
            server.task(null, starter.scheduler().now());
            if (reason != null) {
                String text = "Failed to set admin password on %s because %s".formatted(server.id(), reason);
                record.fail(starter.scheduler().now(), FaultTracebacks.of("set_admin_password", text), text);
                throw ApiException.conflict(text);
            }
            record.succeed(starter.scheduler().now());
        }
        return ApiResponse.empty(202);
    }

    private static @Nullable String reasonAgainst(SimulatedServer server) {
        if (server.power() != 1) {
            return "instance %s is not running".formatted(server.id());
        }
        return ServerFault.isFailureRequested(server, "set_admin_password") ? "error setting admin password" : null;
    }
}

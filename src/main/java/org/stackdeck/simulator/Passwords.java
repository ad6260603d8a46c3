package org.stackdeck.simulator;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The action {@code changePassword}, and generation of passwords. */
final class Passwords {

    private static final Schema CHANGE = Schema.within("changePassword", """
            {"type": "object", "properties": {"adminPass": {"type": "string"}},
             "required": ["adminPass"], "additionalProperties": false}""");
    private static final List<String> GROUPS =
            List.of("23456789", "ABCDEFGHJKLMNPQRSTUVWXYZ", "abcdefghijkmnopqrstuvwxyz");
    private static final int LENGTH = 12;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final ServerTasks tasks;

    Passwords(ServerTasks tasks) {
        this.tasks = tasks;
    }

    /** Contains at least one character of each group (nova.utils.generate_password). */
    static String generate() {
        List<Character> letters =
                new ArrayList<>(GROUPS.stream().map(Passwords::any).toList());
        while (letters.size() < LENGTH) {
            letters.add(any(String.join("", GROUPS)));
        }
        Collections.shuffle(letters, RANDOM);
        return letters.stream().map(String::valueOf).collect(Collectors.joining());
    }

    private static char any(String letters) {
        return letters.charAt(RANDOM.nextInt(letters.length()));
    }

    /** The password of the request, or a new one. */
    static String of(JsonNode parameters) {
        JsonNode given = parameters.path("adminPass");
        return given.isString() ? given.asString() : generate();
    }

    /** Synchronous: the API waits for the compute service and returns its error. */
    Reply change(NovaCall call, JsonNode body, Supplier<SimulatedServer> found) {
        CHANGE.check(body);
        SimulatedServer server = found.get();
        call.permit(Role.MEMBER, "os-admin-password");
        synchronized (server) {
            ServerTasks.checkLockUntold(call, server, "changePassword");
            ServerTasks.checkState(server, "changePassword", VmState.ACTIVE);
            ActionRecord record = tasks.record(call, server, "changePassword");
            server.log(record);
            record.begin(
                    "compute_set_admin_password",
                    tasks.time().now(),
                    server.build().host());
            String reason = reasonAgainst(server);
            server.task(null, tasks.time().now());
            if (reason != null) {
                String words = "Failed to set admin password on %s because %s".formatted(server.id(), reason);
                record.fail(tasks.time().now(), Tracebacks.of("set_admin_password", words), words);
                throw Refusal.conflict(words);
            }
            record.succeed(tasks.time().now());
        }
        return Reply.empty(202);
    }

    private static @Nullable String reasonAgainst(SimulatedServer server) {
        if (server.power() != 1) {
            return "instance %s is not running".formatted(server.id());
        }
        return Failure.isWanted(server, "set_admin_password") ? "error setting admin password" : null;
    }
}

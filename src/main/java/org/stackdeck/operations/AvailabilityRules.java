package org.stackdeck.operations;

import com.github.benmanes.caffeine.cache.Interner;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.stackdeck.access.Access;
import org.stackdeck.access.Decision;
import org.stackdeck.access.Permission;
import org.stackdeck.access.ServerFacts;
import org.stackdeck.access.Subject;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerAction;

/**
 * Checks in this order: grants, deletion protection, other operations, lock, state. The lock applies to administrators
 * too: Nova ignores it for administrator credentials, and the credential in use may be one.
 */
@Component
class AvailabilityRules implements Availability {

    private final Access access;
    private final ActiveOperations active;
    private final ProtectionBook protections;
    /** Shares equal results. Most servers have the same ones, and each open page holds those of its visible rows. */
    private final Interner<Map<ServerAction, Answer>> alike = Interner.newWeakInterner();

    AvailabilityRules(Access access, ActiveOperations active, ProtectionBook protections) {
        this.access = access;
        this.active = active;
        this.protections = protections;
    }

    @Override
    public Answer of(Subject subject, Server server, ServerAction action) {
        return answer(access.decide(subject, Permission.of(action), ServerFacts.of(server)), server, action);
    }

    private Answer answer(Decision decision, Server server, ServerAction action) {
        Answer granted = granted(decision);
        if (!granted.available()) {
            return granted;
        }
        if (action.destroys()) {
            Optional<Protection> protection = protections.protections().of(server.key());
            if (protection.isPresent()) {
                return new Answer.Protected(protection.get());
            }
        }
        Optional<Operation> other = active.on(server.key()).filter(one -> !giveUp(one, action));
        return other.isPresent() ? new Answer.Busy(other.get()) : allowedBy(server, action);
    }

    /** A server can be deleted during creation, as in Nova. */
    private static boolean giveUp(Operation other, ServerAction action) {
        return other.action() == ServerAction.CREATE && action == ServerAction.DELETE;
    }

    /** Converts the decision of the grants. */
    static Answer granted(Decision decision) {
        return switch (decision) {
            case Decision.Invisible() -> new Answer.Invisible();
            case Decision.NotGranted(Permission permission) -> new Answer.NotGranted(permission);
            case Decision.NotYet(Permission permission, Instant opens) -> new Answer.NotYet(permission, opens);
            case Decision.Ended(Permission permission, Instant at) -> new Answer.Ended(permission, at);
            case Decision.Allowed() -> new Answer.Available();
        };
    }

    @Override
    public Map<ServerAction, Answer> of(Subject subject, Server server) {
        ServerFacts facts = ServerFacts.of(server);
        // Several actions require the same permission, which is decided once.
        Map<Permission, Decision> decisions = new EnumMap<>(Permission.class);
        Map<ServerAction, Answer> answers = new EnumMap<>(ServerAction.class);
        for (ServerAction action : ServerAction.values()) {
            Decision decision = decisions.computeIfAbsent(
                    Permission.of(action), permission -> access.decide(subject, permission, facts));
            answers.put(action, answer(decision, server, action));
        }
        return alike.intern(Collections.unmodifiableMap(answers));
    }

    /** Checks the server's lock and state. */
    static Answer allowedBy(Server server, ServerAction action) {
        if (server.locked() != action.liftsLock()) {
            return server.locked() ? new Answer.Locked(server.lockedReason()) : new Answer.NotLocked();
        }
        return action.takenIn(server)
                ? new Answer.Available()
                : new Answer.WrongState(server.status(), server.taskState());
    }
}

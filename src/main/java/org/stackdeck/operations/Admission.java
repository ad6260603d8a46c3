package org.stackdeck.operations;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.stackdeck.access.Access;
import org.stackdeck.access.ServerFacts;
import org.stackdeck.access.Subject;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.cloud.Order;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.StepUp;
import org.stackdeck.identity.StepUpRequiredException;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.operations.RepeatableOperations.Once;

/** Checks and records requested actions. Refusals are audited too. */
@Component
class Admission {

    private static final int TRIES = 3;

    private final Inventory inventory;
    private final CloudDeletedServers deleted;
    private final Access access;
    private final Availability availability;
    private final ProtectionStore protections;
    private final CloudChoices choices;
    private final StepUp stepUp;
    private final OperationBook book;
    private final OperationStore store;
    private final OperationSchedule schedule;
    private final AuditTrail audit;
    private final Clock clock;

    Admission(
            Inventory inventory,
            CloudDeletedServers deleted,
            Access access,
            Availability availability,
            ProtectionStore protections,
            CloudChoices choices,
            StepUp stepUp,
            OperationBook book,
            OperationStore store,
            OperationSchedule schedule,
            AuditTrail audit,
            Clock clock) {
        this.inventory = inventory;
        this.deleted = deleted;
        this.access = access;
        this.availability = availability;
        this.protections = protections;
        this.choices = choices;
        this.stepUp = stepUp;
        this.book = book;
        this.store = store;
        this.schedule = schedule;
        this.audit = audit;
        this.clock = clock;
    }

    Operation admit(Caller caller, ServerKey key, Order wish, Duration grace) {
        return admit(caller, key, wish, grace, Repetition.NONE).operation();
    }

    /** Returns the operation accepted for an earlier or concurrent request with the same key, or admits a new one. */
    Once admit(Caller caller, ServerKey key, Order wish, Duration grace, Repetition repetition) {
        Optional<Operation> before = repetition.before();
        if (before.isPresent()) {
            return new Once(before.get(), false);
        }
        wish.check();
        ServerAction action = wish.action();
        Order order = wish;
        // If the target may be a deleted server, a server that the caller may not see is looked up like a nonexistent
        // one. The refusal then reveals nothing.
        Server server = inventory
                .find(key)
                .filter(found -> !action.reachesDeleted() || visible(caller, found))
                .or(() -> action.reachesDeleted() ? deleted.find(caller, key) : Optional.empty())
                .orElse(null);
        for (int tries = 1; ; tries++) {
            Answer answer = server == null ? new Answer.Invisible() : answer(caller, server, order);
            if (server == null || !answer.available()) {
                before = repetition.before();
                if (before.isPresent()) {
                    return new Once(before.get(), false);
                }
                throw refused(caller, key, server, action, answer);
            }
            askForProof(caller, server, action);
            if (tries == 1) {
                order = choices.resolved(caller, server, wish);
            }
            try {
                Operation wanted = operation(caller, server, order.withoutSecrets());
                Operation accepted = book.accept(
                        wanted, order, caller.source(), caller.channel().name(), () -> {
                            schedule.add(wanted.id(), grace);
                            repetition.accepted(wanted.id());
                        });
                return new Once(accepted, true);
            } catch (DuplicateKeyException e) {
                before = repetition.before();
                if (before.isPresent()) {
                    return new Once(before.get(), false);
                }
                // Another request or node has just started an operation. The database admits only one.
                StoredOperation first = store.active(key).orElse(null);
                if (first != null) {
                    throw refused(caller, key, server, action, new Answer.Busy(first.operation()));
                }
                rethrowAfter(tries, e);
            } catch (ConcurrencyFailureException e) {
                rethrowAfter(tries, e);
            }
        }
    }

    private boolean visible(Caller caller, Server server) {
        return access.maySee(access.fresh(caller.userId()), ServerFacts.of(server));
    }

    private Answer answer(Caller caller, Server server, Order order) {
        Subject subject = access.fresh(caller.userId());
        Answer answer = availability.of(subject, server, order.action());
        if (answer.available() && order.action().destroys()) {
            // The cache may not yet contain a protection that another instance has just set.
            Optional<Protection> protection = protections.of(server.key());
            if (protection.isPresent()) {
                return new Answer.Protected(protection.get());
            }
        }
        return answer.available()
                ? OwnGain.of(access.rights(subject), server, order)
                        .<Answer>map(Answer.WouldGain::new)
                        .orElse(answer)
                : answer;
    }

    /** Required for irreversible actions, after all other checks have passed. */
    private void askForProof(Caller caller, Server server, ServerAction action) {
        if (!action.destroys()) {
            return;
        }
        try {
            stepUp.require(caller);
        } catch (StepUpRequiredException e) {
            recordRefusal(caller, server.key(), server.name(), action, e.getMessage());
            throw e;
        }
    }

    private static void rethrowAfter(int tries, RuntimeException e) {
        if (tries >= TRIES) {
            throw e;
        }
    }

    private Operation operation(Caller caller, Server server, Order order) {
        return new Operation(
                new OperationId(UUID.randomUUID()),
                server.key(),
                server.name(),
                server.project().id(),
                order,
                caller.userId(),
                caller.userName(),
                Operation.State.WAITING,
                // Matches the precision of the database, so that the value read back is equal.
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                null,
                null,
                null,
                null,
                false);
    }

    private ActionRefusedException refused(
            Caller caller, ServerKey key, @Nullable Server server, ServerAction action, Answer answer) {
        // Do not record details of a server that the caller may not see, except the id from the request.
        String name = server == null || answer instanceof Answer.Invisible ? null : server.name();
        recordRefusal(caller, key, name, action, reason(answer));
        return new ActionRefusedException(answer);
    }

    private void recordRefusal(
            Caller caller, ServerKey key, @Nullable String name, ServerAction action, @Nullable String reason) {
        audit.recordRefusal(new AuditEntry(
                caller.userId().toString(),
                caller.userName().value(),
                caller.source(),
                caller.channel().name(),
                "server." + action.word(),
                "server",
                key.id().value(),
                name,
                AuditEntry.Result.REFUSED,
                "cloud=" + key.cloud() + " " + reason));
    }

    static String reason(Answer answer) {
        return switch (answer) {
            case Answer.Available() -> "available";
            case Answer.Invisible() -> "not visible";
            case Answer.NotGranted(var permission) -> "not granted: " + permission.word();
            case Answer.NotYet(var permission, var opens) -> "not granted before " + opens + ": " + permission.word();
            case Answer.Ended(var permission, var at) -> "not granted since " + at + ": " + permission.word();
            case Answer.Protected(var protection) ->
                "protected: by " + protection.byName()
                        + (protection.reason() == null ? "" : ", " + protection.reason());
            case Answer.Locked(var why) -> why == null ? "locked" : "locked: " + why;
            case Answer.NotLocked() -> "not locked";
            case Answer.WouldGain(var permission) -> "would gain: " + permission.word();
            case Answer.WrongState(var status, var task) -> "state " + status + (task == null ? "" : "/" + task);
            case Answer.Busy(var other) -> "busy with operation " + other.id() + " by " + other.byName();
        };
    }
}

package org.stackdeck.operations;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.access.Access;
import org.stackdeck.access.Permission;
import org.stackdeck.access.ServerFacts;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.StepUp;
import org.stackdeck.identity.StepUpRequiredException;
import org.stackdeck.inventory.Inventory;

/** Sets and removes deletion protection. This requires the permission to delete the server. */
@Service
class ProtectionDesk implements DeleteProtection {

    private static final String PROTECT = "server.protect";
    private static final String LIFT = "server.lift-protection";
    private static final int TRIES = 3;

    private final Inventory inventory;
    private final DeletedServers deleted;
    private final Access access;
    private final StepUp stepUp;
    private final ProtectionStore protections;
    private final OperationStore operations;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final TransactionTemplate transaction;

    ProtectionDesk(
            Inventory inventory,
            DeletedServers deleted,
            Access access,
            StepUp stepUp,
            ProtectionStore protections,
            OperationStore operations,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.inventory = inventory;
        this.deleted = deleted;
        this.access = access;
        this.stepUp = stepUp;
        this.protections = protections;
        this.operations = operations;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public Protection protect(Caller caller, ServerKey key, @Nullable String reason) {
        Server server = permitted(caller, key, PROTECT, inventory.find(key));
        Protection protection = new Protection(
                key,
                caller.userId(),
                caller.userName(),
                // Matches the precision of the database, so that the value read back is equal.
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                reason);
        Optional<Operation> tooLate = retried(() -> {
            Optional<Operation> sent = operations
                    .lockActive(key)
                    .map(StoredOperation::operation)
                    .filter(other -> other.action().destroys() && other.state() == Operation.State.RUNNING);
            if (sent.isEmpty()) {
                protections.put(
                        new ProtectionStore.Kept(protection, server.project().id(), server.name()));
                audit.record(entry(
                        caller, server, PROTECT, AuditEntry.Result.SUCCESS, reason == null ? "" : " reason=" + reason));
                events.publishEvent(new ProtectionChanged(key));
            }
            return sent;
        });
        if (tooLate.isEmpty()) {
            // A deletion that was accepted and sent in the meantime had no row to lock yet.
            tooLate = operations
                    .active(key)
                    .map(StoredOperation::operation)
                    .filter(other -> other.action().destroys() && other.state() == Operation.State.RUNNING);
        }
        if (tooLate.isPresent()) {
            throw refused(caller, key, server, PROTECT, new Answer.Busy(tooLate.get()));
        }
        return protection;
    }

    @Override
    public void lift(Caller caller, ServerKey key) {
        boolean isProtected = protections.of(key).isPresent();
        // Only protected servers are looked up in the cloud.
        Server server = permitted(
                caller,
                key,
                LIFT,
                inventory.find(key).or(() -> isProtected ? deleted.find(caller, key) : Optional.empty()));
        if (!isProtected) {
            return;
        }
        try {
            stepUp.require(caller);
        } catch (StepUpRequiredException e) {
            audit.recordRefusal(entry(caller, server, LIFT, AuditEntry.Result.REFUSED, " " + e.getMessage()));
            throw e;
        }
        retried(() -> {
            Optional<Protection> lifted = protections.of(key).filter(_ -> protections.remove(key));
            lifted.ifPresent(was -> {
                audit.record(entry(caller, server, LIFT, AuditEntry.Result.SUCCESS, told(was)));
                events.publishEvent(new ProtectionChanged(key));
            });
            return lifted;
        });
    }

    private static String told(Protection was) {
        return " was=" + was.byName() + (was.reason() == null ? "" : " reason=" + was.reason());
    }

    private Server permitted(Caller caller, ServerKey key, String deed, Optional<Server> found) {
        Server server = found.orElse(null);
        Answer answer = server == null
                ? new Answer.Invisible()
                : AvailabilityRules.granted(
                        access.decide(access.fresh(caller.userId()), Permission.SERVER_DELETE, ServerFacts.of(server)));
        if (server == null || !answer.available()) {
            throw refused(caller, key, server, deed, answer);
        }
        return server;
    }

    private ActionRefusedException refused(
            Caller caller, ServerKey key, @Nullable Server server, String deed, Answer answer) {
        // Do not record details of a server that the caller may not see, except the id from the request.
        String name = server == null || answer instanceof Answer.Invisible ? null : server.name();
        audit.recordRefusal(entry(caller, key, name, deed, AuditEntry.Result.REFUSED, " " + Admission.reason(answer)));
        return new ActionRefusedException(answer);
    }

    /** Concurrent protections of the same server are serialized; the last one applies. */
    private <T> Optional<T> retried(Supplier<Optional<T>> work) {
        for (int tries = 1; ; tries++) {
            try {
                Optional<T> result = transaction.execute(_ -> work.get());
                return result == null ? Optional.empty() : result;
            } catch (DuplicateKeyException | ConcurrencyFailureException e) {
                if (tries >= TRIES) {
                    throw e;
                }
            }
        }
    }

    private static AuditEntry entry(Caller caller, Server server, String deed, AuditEntry.Result result, String more) {
        return entry(caller, server.key(), server.name(), deed, result, more);
    }

    private static AuditEntry entry(
            Caller caller, ServerKey key, @Nullable String name, String deed, AuditEntry.Result result, String more) {
        return new AuditEntry(
                caller.userId().toString(),
                caller.userName().value(),
                caller.source(),
                caller.channel().name(),
                deed,
                "server",
                key.id().value(),
                name,
                result,
                "cloud=" + key.cloud() + more);
    }
}

package org.stackdeck.operations.protection;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.Permission;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.access.Subject;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.signin.AttemptThrottle;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.operations.ActionAvailability;
import org.stackdeck.operations.DeletionProtection;
import org.stackdeck.operations.DeletionProtectionService;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.availability.ActionRefusalRecorder;
import org.stackdeck.operations.availability.DefaultActionAvailabilityService;
import org.stackdeck.operations.detail.SoftDeletedServerLookup;
import org.stackdeck.operations.state.DeletionProtectionRepository;
import org.stackdeck.operations.state.OperationExecutionData;
import org.stackdeck.operations.state.OperationRepository;

/** Sets and removes deletion protection. Both require the permission to delete the server. */
@Service
class DefaultDeletionProtectionService implements DeletionProtectionService {

    private static final String PROTECT = "server.protect";
    private static final String UNPROTECT = "server.lift-protection";
    private static final RetryTemplate RETRY = new RetryTemplate(RetryPolicy.builder()
            .includes(DuplicateKeyException.class, ConcurrencyFailureException.class)
            .maxRetries(2)
            .delay(Duration.ZERO)
            .build());

    private final Inventory inventory;
    private final SoftDeletedServerLookup deleted;
    private final AttemptThrottle attemptThrottle;
    private final AccessDecisionService accessDecisionService;
    private final ActionRefusalRecorder refusals;
    private final DeletionProtectionRepository protections;
    private final OperationRepository operations;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final TransactionTemplate transaction;

    DefaultDeletionProtectionService(
            Inventory inventory,
            SoftDeletedServerLookup deleted,
            AttemptThrottle attemptThrottle,
            AccessDecisionService accessDecisionService,
            ActionRefusalRecorder refusals,
            DeletionProtectionRepository protections,
            OperationRepository operations,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.inventory = inventory;
        this.deleted = deleted;
        this.attemptThrottle = attemptThrottle;
        this.accessDecisionService = accessDecisionService;
        this.refusals = refusals;
        this.protections = protections;
        this.operations = operations;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public DeletionProtection protect(Caller caller, ServerKey key, @Nullable String reason) {
        attemptThrottle.recordChange(caller);
        Server server = requirePermission(caller, key, PROTECT, inventory.find(key));
        DeletionProtection deletionProtection = new DeletionProtection(
                key,
                caller.userId(),
                caller.userName(),
                // Matches the precision of the database, so that the value read back is equal.
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                reason);
        Optional<Operation> tooLate = retry(() -> {
            Optional<Operation> sent = operations
                    .lockActive(key)
                    .map(OperationExecutionData::operation)
                    .filter(other -> other.action().isDestructive() && other.state() == Operation.State.RUNNING);
            if (sent.isEmpty()) {
                protections.save(new DeletionProtectionRepository.ProtectionRow(
                        deletionProtection, server.project().id(), server.name()));
                recordSuccess(caller, server, PROTECT, reason == null ? "" : " reason=" + reason);
            }
            return sent;
        });
        if (tooLate.isEmpty()) {
            // A deletion that was accepted and sent in the meantime could not be locked, because its row did not exist
            // yet.
            tooLate = operations
                    .findActive(key)
                    .map(OperationExecutionData::operation)
                    .filter(other -> other.action().isDestructive() && other.state() == Operation.State.RUNNING);
        }
        if (tooLate.isPresent()) {
            throw refusals.refuse(caller, key, server, PROTECT, new ActionAvailability.Busy(tooLate.get()));
        }
        return deletionProtection;
    }

    @Override
    public void unprotect(Caller caller, ServerKey key) {
        boolean isProtected = protections.findProtection(key).isPresent();
        // Only protected servers are looked up in the cloud.
        Server server = requirePermission(
                caller,
                key,
                UNPROTECT,
                inventory.find(key).or(() -> isProtected ? deleted.find(caller, key) : Optional.empty()));
        if (!isProtected) {
            return;
        }
        refusals.requireReauthentication(caller, server, UNPROTECT);
        retry(() -> {
            Optional<DeletionProtection> lifted =
                    protections.findProtection(key).filter(_ -> protections.delete(key));
            lifted.ifPresent(was -> recordSuccess(caller, server, UNPROTECT, describe(was)));
            return lifted;
        });
    }

    private static String describe(DeletionProtection was) {
        return " was=" + was.userName() + (was.reason() == null ? "" : " reason=" + was.reason());
    }

    private Server requirePermission(Caller caller, ServerKey key, String action, Optional<Server> found) {
        Server server = found.orElse(null);
        // Loaded even for a nonexistent server, so that the response time does not reveal whether it exists.
        Subject subject = accessDecisionService.loadSubject(caller.userId());
        ActionAvailability actionAvailability = server == null
                ? new ActionAvailability.Invisible()
                : DefaultActionAvailabilityService.fromDecision(
                        accessDecisionService.decide(subject, Permission.SERVER_DELETE, ServerAttributes.of(server)));
        if (server == null || !actionAvailability.isAvailable()) {
            throw refusals.refuse(caller, key, server, action, actionAvailability);
        }
        return server;
    }

    private void recordSuccess(Caller caller, Server server, String action, String more) {
        audit.record(caller.auditEntry(
                action,
                "server",
                server.id().value(),
                server.name(),
                AuditEntry.Result.SUCCESS,
                "cloud=" + server.cloud() + more));
        events.publishEvent(new DeletionProtectionChanged(server.key()));
    }

    /**
     * Runs the change in a transaction and retries it after a conflict. Concurrent protections of the same server are
     * serialized; the last one applies.
     */
    private <T> Optional<T> retry(Supplier<Optional<T>> work) {
        return RETRY.invoke(() -> Objects.requireNonNull(transaction.execute(_ -> work.get())));
    }
}

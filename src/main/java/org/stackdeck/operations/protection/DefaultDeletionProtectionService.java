package org.stackdeck.operations.protection;

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
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.Permission;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.access.Subject;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.StepUpAuthentication;
import org.stackdeck.identity.StepUpRequiredException;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.operations.ActionAvailability;
import org.stackdeck.operations.ActionRefusedException;
import org.stackdeck.operations.DeletionProtection;
import org.stackdeck.operations.DeletionProtectionService;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.admission.OperationAdmissionService;
import org.stackdeck.operations.availability.DefaultActionAvailabilityService;
import org.stackdeck.operations.detail.SoftDeletedServerService;
import org.stackdeck.operations.state.DeletionProtectionRepository;
import org.stackdeck.operations.state.OperationRecord;
import org.stackdeck.operations.state.OperationRepository;

/** Sets and removes deletion protection. This requires the permission to delete the server. */
@Service
class DefaultDeletionProtectionService implements DeletionProtectionService {

    private static final String PROTECT = "server.protect";
    private static final String UNPROTECT = "server.lift-protection";
    private static final int MAX_ATTEMPTS = 3;

    private final Inventory inventory;
    private final SoftDeletedServerService deleted;
    private final AccessDecisionService accessDecisionService;
    private final StepUpAuthentication stepUpAuthentication;
    private final DeletionProtectionRepository protections;
    private final OperationRepository operations;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final TransactionTemplate transaction;

    DefaultDeletionProtectionService(
            Inventory inventory,
            SoftDeletedServerService deleted,
            AccessDecisionService accessDecisionService,
            StepUpAuthentication stepUpAuthentication,
            DeletionProtectionRepository protections,
            OperationRepository operations,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.inventory = inventory;
        this.deleted = deleted;
        this.accessDecisionService = accessDecisionService;
        this.stepUpAuthentication = stepUpAuthentication;
        this.protections = protections;
        this.operations = operations;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public DeletionProtection protect(Caller caller, ServerKey key, @Nullable String reason) {
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
                    .map(OperationRecord::operation)
                    .filter(other -> other.action().isDestructive() && other.state() == Operation.State.RUNNING);
            if (sent.isEmpty()) {
                protections.save(new DeletionProtectionRepository.ProtectionRow(
                        deletionProtection, server.project().id(), server.name()));
                audit.record(entry(
                        caller, server, PROTECT, AuditEntry.Result.SUCCESS, reason == null ? "" : " reason=" + reason));
                events.publishEvent(new DeletionProtectionChanged(key));
            }
            return sent;
        });
        if (tooLate.isEmpty()) {
            // A deletion that was accepted and sent in the meantime had no row to lock yet.
            tooLate = operations
                    .findActive(key)
                    .map(OperationRecord::operation)
                    .filter(other -> other.action().isDestructive() && other.state() == Operation.State.RUNNING);
        }
        if (tooLate.isPresent()) {
            throw auditedRefusal(caller, key, server, PROTECT, new ActionAvailability.Busy(tooLate.get()));
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
        try {
            stepUpAuthentication.require(caller);
        } catch (StepUpRequiredException e) {
            audit.recordRefusal(entry(caller, server, UNPROTECT, AuditEntry.Result.REFUSED, " " + e.getMessage()));
            throw e;
        }
        retry(() -> {
            Optional<DeletionProtection> lifted =
                    protections.findProtection(key).filter(_ -> protections.delete(key));
            lifted.ifPresent(was -> {
                audit.record(entry(caller, server, UNPROTECT, AuditEntry.Result.SUCCESS, describe(was)));
                events.publishEvent(new DeletionProtectionChanged(key));
            });
            return lifted;
        });
    }

    private static String describe(DeletionProtection was) {
        return " was=" + was.userName() + (was.reason() == null ? "" : " reason=" + was.reason());
    }

    private Server requirePermission(Caller caller, ServerKey key, String action, Optional<Server> found) {
        Server server = found.orElse(null);
        // Loaded even for a nonexistent server, so that the time does not reveal whether it exists.
        Subject subject = accessDecisionService.loadSubject(caller.userId());
        ActionAvailability actionAvailability = server == null
                ? new ActionAvailability.Invisible()
                : DefaultActionAvailabilityService.fromDecision(
                        accessDecisionService.decide(subject, Permission.SERVER_DELETE, ServerAttributes.of(server)));
        if (server == null || !actionAvailability.isAvailable()) {
            throw auditedRefusal(caller, key, server, action, actionAvailability);
        }
        return server;
    }

    private ActionRefusedException auditedRefusal(
            Caller caller,
            ServerKey key,
            @Nullable Server server,
            String action,
            ActionAvailability actionAvailability) {
        // Do not record details of a server that the caller may not see, except the id from the request.
        String name =
                server == null || actionAvailability instanceof ActionAvailability.Invisible ? null : server.name();
        audit.recordRefusal(entry(
                caller,
                key,
                name,
                action,
                AuditEntry.Result.REFUSED,
                " " + OperationAdmissionService.describe(actionAvailability)));
        return new ActionRefusedException(actionAvailability);
    }

    /** Concurrent protections of the same server are serialized; the last one applies. */
    private <T> Optional<T> retry(Supplier<Optional<T>> work) {
        for (int tries = 1; ; tries++) {
            try {
                Optional<T> result = transaction.execute(_ -> work.get());
                return result == null ? Optional.empty() : result;
            } catch (DuplicateKeyException | ConcurrencyFailureException e) {
                if (tries >= MAX_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private static AuditEntry entry(
            Caller caller, Server server, String action, AuditEntry.Result result, String more) {
        return entry(caller, server.key(), server.name(), action, result, more);
    }

    private static AuditEntry entry(
            Caller caller, ServerKey key, @Nullable String name, String action, AuditEntry.Result result, String more) {
        return new AuditEntry(
                caller.userId().toString(),
                caller.userName().value(),
                caller.source(),
                caller.channel().name(),
                action,
                "server",
                key.id().value(),
                name,
                result,
                "cloud=" + key.cloud() + more);
    }
}

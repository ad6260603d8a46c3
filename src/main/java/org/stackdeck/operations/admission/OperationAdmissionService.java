package org.stackdeck.operations.admission;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.access.Subject;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.action.ServerActionRequest;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.StepUpAuthentication;
import org.stackdeck.identity.StepUpRequiredException;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.operations.ActionAvailability;
import org.stackdeck.operations.ActionAvailabilityService;
import org.stackdeck.operations.ActionRefusedException;
import org.stackdeck.operations.DeletionProtection;
import org.stackdeck.operations.IdempotentOperationService.Submission;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationId;
import org.stackdeck.operations.availability.SelfEscalationGuard;
import org.stackdeck.operations.lookup.CloudActionChoiceService;
import org.stackdeck.operations.lookup.CloudSoftDeletedServerService;
import org.stackdeck.operations.state.DeletionProtectionRepository;
import org.stackdeck.operations.state.OperationRecord;
import org.stackdeck.operations.state.OperationRepository;
import org.stackdeck.operations.state.OperationScheduler;
import org.stackdeck.operations.state.OperationTransitionService;

/** Checks and records requested actions. Refusals are audited too. */
@Component
public class OperationAdmissionService {

    private static final int MAX_ATTEMPTS = 3;

    private final Inventory inventory;
    private final CloudSoftDeletedServerService deleted;
    private final AccessDecisionService accessDecisionService;
    private final ActionAvailabilityService actionAvailabilityService;
    private final DeletionProtectionRepository protections;
    private final CloudActionChoiceService cloudActionChoiceService;
    private final StepUpAuthentication stepUpAuthentication;
    private final OperationTransitionService operationTransitionService;
    private final OperationRepository operationRepository;
    private final OperationScheduler scheduler;
    private final AuditTrail audit;
    private final Clock clock;

    OperationAdmissionService(
            Inventory inventory,
            CloudSoftDeletedServerService deleted,
            AccessDecisionService accessDecisionService,
            ActionAvailabilityService actionAvailabilityService,
            DeletionProtectionRepository protections,
            CloudActionChoiceService cloudActionChoiceService,
            StepUpAuthentication stepUpAuthentication,
            OperationTransitionService operationTransitionService,
            OperationRepository operationRepository,
            OperationScheduler scheduler,
            AuditTrail audit,
            Clock clock) {
        this.inventory = inventory;
        this.deleted = deleted;
        this.accessDecisionService = accessDecisionService;
        this.actionAvailabilityService = actionAvailabilityService;
        this.protections = protections;
        this.cloudActionChoiceService = cloudActionChoiceService;
        this.stepUpAuthentication = stepUpAuthentication;
        this.operationTransitionService = operationTransitionService;
        this.operationRepository = operationRepository;
        this.scheduler = scheduler;
        this.audit = audit;
        this.clock = clock;
    }

    Operation admit(Caller caller, ServerKey key, ServerActionRequest wish, Duration grace) {
        return admit(caller, key, wish, grace, IdempotentRequestLookup.NONE).operation();
    }

    /** Returns the operation accepted for an earlier or concurrent request with the same key, or admits a new one. */
    Submission admit(
            Caller caller,
            ServerKey key,
            ServerActionRequest wish,
            Duration grace,
            IdempotentRequestLookup idempotencyCheck) {
        Optional<Operation> before = idempotencyCheck.findAccepted();
        if (before.isPresent()) {
            return new Submission(before.get(), false);
        }
        wish.validate();
        ServerAction action = wish.action();
        ServerActionRequest serverActionRequest = wish;
        // If the target may be a deleted server, a server that the caller may not see is looked up like a nonexistent
        // one. The refusal then reveals nothing.
        Server server = (action.appliesToSoftDeleted()
                        ? findVisible(caller, key).or(() -> deleted.find(caller, key))
                        : inventory.find(key))
                .orElse(null);
        for (int tries = 1; ; tries++) {
            ActionAvailability actionAvailability = checkAvailability(caller, server, serverActionRequest);
            if (server == null || !actionAvailability.isAvailable()) {
                before = idempotencyCheck.findAccepted();
                if (before.isPresent()) {
                    return new Submission(before.get(), false);
                }
                throw auditedRefusal(caller, key, server, action, actionAvailability);
            }
            requireReauthentication(caller, server, action);
            if (tries == 1) {
                serverActionRequest = cloudActionChoiceService.resolve(caller, server, wish);
            }
            try {
                Operation wanted = operation(caller, server, serverActionRequest.withoutSecrets());
                Operation accepted = operationTransitionService.accept(
                        wanted,
                        serverActionRequest,
                        caller.source(),
                        caller.channel().name(),
                        () -> {
                            scheduler.schedule(wanted.id(), grace);
                            idempotencyCheck.onAccepted(wanted.id());
                        });
                return new Submission(accepted, true);
            } catch (ActionRefusedException e) {
                throw auditedRefusal(caller, key, server, action, e.availability());
            } catch (DuplicateKeyException e) {
                before = idempotencyCheck.findAccepted();
                if (before.isPresent()) {
                    return new Submission(before.get(), false);
                }
                // Another request or node has just started an operation. The database admits only one.
                OperationRecord first = operationRepository.findActive(key).orElse(null);
                if (first != null) {
                    throw auditedRefusal(caller, key, server, action, new ActionAvailability.Busy(first.operation()));
                }
                rethrowOnLastAttempt(tries, e);
            } catch (ConcurrencyFailureException e) {
                rethrowOnLastAttempt(tries, e);
            }
        }
    }

    private Optional<Server> findVisible(Caller caller, ServerKey key) {
        Subject subject = accessDecisionService.loadSubject(caller.userId());
        return inventory
                .find(key)
                .filter(found -> accessDecisionService.isVisible(subject, ServerAttributes.of(found)));
    }

    /** Loads the permissions even for a nonexistent server, so that the time does not reveal whether it exists. */
    private ActionAvailability checkAvailability(
            Caller caller, @Nullable Server server, ServerActionRequest serverActionRequest) {
        Subject subject = accessDecisionService.loadSubject(caller.userId());
        if (server == null) {
            return new ActionAvailability.Invisible();
        }
        ActionAvailability actionAvailability =
                actionAvailabilityService.check(subject, server, serverActionRequest.action());
        if (actionAvailability.isAvailable() && serverActionRequest.action().isDestructive()) {
            // The cache may not yet contain a protection that another instance has just set.
            Optional<DeletionProtection> deletionProtection = protections.findProtection(server.key());
            if (deletionProtection.isPresent()) {
                return new ActionAvailability.Protected(deletionProtection.get());
            }
        }
        return actionAvailability.isAvailable()
                ? SelfEscalationGuard.findGain(accessDecisionService.permissions(subject), server, serverActionRequest)
                        .<ActionAvailability>map(ActionAvailability.SelfEscalation::new)
                        .orElse(actionAvailability)
                : actionAvailability;
    }

    /** Required for irreversible actions, after all other checks have passed. */
    private void requireReauthentication(Caller caller, Server server, ServerAction action) {
        if (!action.isDestructive()) {
            return;
        }
        try {
            stepUpAuthentication.require(caller);
        } catch (StepUpRequiredException e) {
            recordRefusal(caller, server.key(), server.name(), action, e.getMessage());
            throw e;
        }
    }

    private static void rethrowOnLastAttempt(int tries, RuntimeException e) {
        if (tries >= MAX_ATTEMPTS) {
            throw e;
        }
    }

    private Operation operation(Caller caller, Server server, ServerActionRequest serverActionRequest) {
        return new Operation(
                new OperationId(UUID.randomUUID()),
                server.key(),
                server.name(),
                server.project().id(),
                serverActionRequest,
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

    private ActionRefusedException auditedRefusal(
            Caller caller,
            ServerKey key,
            @Nullable Server server,
            ServerAction action,
            ActionAvailability actionAvailability) {
        // Do not record details of a server that the caller may not see, except the id from the request.
        String name =
                server == null || actionAvailability instanceof ActionAvailability.Invisible ? null : server.name();
        recordRefusal(caller, key, name, action, describe(actionAvailability));
        return new ActionRefusedException(actionAvailability);
    }

    private void recordRefusal(
            Caller caller, ServerKey key, @Nullable String name, ServerAction action, @Nullable String reason) {
        audit.recordRefusal(new AuditEntry(
                caller.userId().toString(),
                caller.userName().value(),
                caller.source(),
                caller.channel().name(),
                "server." + action.code(),
                "server",
                key.id().value(),
                name,
                AuditEntry.Result.REFUSED,
                "cloud=" + key.cloud() + " " + reason));
    }

    public static String describe(ActionAvailability actionAvailability) {
        return switch (actionAvailability) {
            case ActionAvailability.Available() -> "available";
            case ActionAvailability.Invisible() -> "not visible";
            case ActionAvailability.NotGranted(var permission) -> "not granted: " + permission.code();
            case ActionAvailability.NotYetGranted(var permission, var opens) ->
                "not granted before " + opens + ": " + permission.code();
            case ActionAvailability.GrantExpired(var permission, var at) ->
                "not granted since " + at + ": " + permission.code();
            case ActionAvailability.Protected(var deletionProtection) ->
                "protected: by " + deletionProtection.userName()
                        + (deletionProtection.reason() == null ? "" : ", " + deletionProtection.reason());
            case ActionAvailability.Locked(var why) -> why == null ? "locked" : "locked: " + why;
            case ActionAvailability.NotLocked() -> "not locked";
            case ActionAvailability.SelfEscalation(var permission) -> "would gain: " + permission.code();
            case ActionAvailability.WrongState(var status, var task) ->
                "state " + status + (task == null ? "" : "/" + task);
            case ActionAvailability.TooManyWaiting(int limit) -> "more than " + limit + " operations wait";
            case ActionAvailability.Busy(var other) -> "busy with operation " + other.id() + " by " + other.userName();
        };
    }
}

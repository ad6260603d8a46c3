package org.stackdeck.operations.admission;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.access.Subject;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.action.ServerActionRequest;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.identity.Caller;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.operations.ActionAvailability;
import org.stackdeck.operations.ActionAvailabilityService;
import org.stackdeck.operations.ActionRefusedException;
import org.stackdeck.operations.DeletionProtection;
import org.stackdeck.operations.IdempotentRequest;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationId;
import org.stackdeck.operations.OperationService.Submission;
import org.stackdeck.operations.availability.ActionRefusalRecorder;
import org.stackdeck.operations.availability.SelfEscalationGuard;
import org.stackdeck.operations.lookup.CloudActionChoiceService;
import org.stackdeck.operations.lookup.CloudRequestRateLimiter;
import org.stackdeck.operations.lookup.NovaSoftDeletedServerLookup;
import org.stackdeck.operations.state.DeletionProtectionRepository;
import org.stackdeck.operations.state.IdempotentRequestRepository;
import org.stackdeck.operations.state.OperationExecutionData;
import org.stackdeck.operations.state.OperationRepository;
import org.stackdeck.operations.state.OperationScheduler;
import org.stackdeck.operations.state.OperationTransitionService;

/** Checks and records requested actions. Refusals are audited too. */
@Component
public class OperationAdmissionService {

    private static final int MAX_ATTEMPTS = 3;

    private final Inventory inventory;
    private final NovaSoftDeletedServerLookup deleted;
    private final AccessDecisionService accessDecisionService;
    private final ActionAvailabilityService actionAvailabilityService;
    private final ActionRefusalRecorder refusals;
    private final DeletionProtectionRepository protections;
    private final CloudActionChoiceService cloudActionChoiceService;
    private final OperationTransitionService operationTransitionService;
    private final OperationRepository operationRepository;
    private final IdempotentRequestRepository idempotentRequestRepository;
    private final OperationScheduler scheduler;
    private final CloudRequestRateLimiter limiter;
    private final Clock clock;

    OperationAdmissionService(
            Inventory inventory,
            NovaSoftDeletedServerLookup deleted,
            AccessDecisionService accessDecisionService,
            ActionAvailabilityService actionAvailabilityService,
            ActionRefusalRecorder refusals,
            DeletionProtectionRepository protections,
            CloudActionChoiceService cloudActionChoiceService,
            OperationTransitionService operationTransitionService,
            OperationRepository operationRepository,
            IdempotentRequestRepository idempotentRequestRepository,
            OperationScheduler scheduler,
            CloudRequestRateLimiter limiter,
            Clock clock) {
        this.inventory = inventory;
        this.deleted = deleted;
        this.accessDecisionService = accessDecisionService;
        this.actionAvailabilityService = actionAvailabilityService;
        this.refusals = refusals;
        this.protections = protections;
        this.cloudActionChoiceService = cloudActionChoiceService;
        this.operationTransitionService = operationTransitionService;
        this.operationRepository = operationRepository;
        this.idempotentRequestRepository = idempotentRequestRepository;
        this.scheduler = scheduler;
        this.limiter = limiter;
        this.clock = clock;
    }

    /** The operation accepted for an earlier or concurrent request with the same key. */
    Optional<Operation> findAccepted(Caller caller, @Nullable IdempotentRequest idempotentRequest) {
        return idempotentRequestRepository.findAccepted(caller.userId(), idempotentRequest).stream()
                .flatMap(List::stream)
                .findFirst();
    }

    /**
     * Returns the operation accepted for an earlier or concurrent request with the same key, or admits a new one.
     *
     * @param idempotentRequest null for a request without key
     */
    Submission admit(
            Caller caller,
            ServerKey key,
            ServerActionRequest wish,
            Duration grace,
            @Nullable IdempotentRequest idempotentRequest) {
        Optional<Operation> before = findAccepted(caller, idempotentRequest);
        if (before.isPresent()) {
            return new Submission(before.get(), false);
        }
        wish.validate();
        String action = "server." + wish.action().code();
        ServerActionRequest serverActionRequest = wish;
        // If the target may be a deleted server, a server that the caller may not see is looked up like a nonexistent
        // one. The refusal then reveals nothing.
        Server server = (wish.action().appliesToSoftDeleted()
                        ? findVisible(caller, key).or(() -> deleted.find(caller, key))
                        : inventory.find(key))
                .orElse(null);
        for (int tries = 1; ; tries++) {
            ActionAvailability actionAvailability = checkAvailability(caller, server, serverActionRequest);
            if (server == null || !actionAvailability.isAvailable()) {
                before = findAccepted(caller, idempotentRequest);
                if (before.isPresent()) {
                    return new Submission(before.get(), false);
                }
                throw refusals.refuse(caller, key, server, action, actionAvailability);
            }
            if (wish.action().isDestructive()) {
                refusals.requireReauthentication(caller, server, action);
            }
            if (tries == 1) {
                serverActionRequest = cloudActionChoiceService.resolve(caller, server, wish);
                limiter.consumeOperations(caller.userId(), 1);
            }
            try {
                return new Submission(accept(caller, server, serverActionRequest, grace, idempotentRequest), true);
            } catch (ActionRefusedException e) {
                throw refusals.refuse(caller, key, server, action, e.availability());
            } catch (DuplicateKeyException e) {
                before = findAccepted(caller, idempotentRequest);
                if (before.isPresent()) {
                    return new Submission(before.get(), false);
                }
                // Another request or instance has just started an operation. The database admits only one.
                OperationExecutionData first =
                        operationRepository.findActive(key).orElse(null);
                if (first != null) {
                    throw refusals.refuse(caller, key, server, action, new ActionAvailability.Busy(first.operation()));
                }
                rethrowOnLastAttempt(tries, e);
            } catch (ConcurrencyFailureException e) {
                rethrowOnLastAttempt(tries, e);
            }
        }
    }

    private Operation accept(
            Caller caller,
            Server server,
            ServerActionRequest serverActionRequest,
            Duration grace,
            @Nullable IdempotentRequest idempotentRequest) {
        Operation operation = Operation.accepted(
                OperationId.random(),
                server.key(),
                server.name(),
                server.project().id(),
                serverActionRequest.withoutSecrets(),
                caller,
                clock.instant());
        return operationTransitionService.accept(operation, serverActionRequest, caller, () -> {
            scheduler.schedule(operation.id(), grace);
            idempotentRequestRepository.save(caller.userId(), idempotentRequest, List.of(operation.id()));
        });
    }

    private Optional<Server> findVisible(Caller caller, ServerKey key) {
        Subject subject = accessDecisionService.loadSubject(caller.userId());
        return inventory
                .find(key)
                .filter(found -> accessDecisionService.isVisible(subject, ServerAttributes.of(found)));
    }

    /**
     * Loads the permissions even for a nonexistent server, so that the response time does not reveal whether it exists.
     */
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

    private static void rethrowOnLastAttempt(int tries, RuntimeException e) {
        if (tries >= MAX_ATTEMPTS) {
            throw e;
        }
    }
}

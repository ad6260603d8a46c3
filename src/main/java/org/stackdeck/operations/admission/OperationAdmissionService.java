package org.stackdeck.operations.admission;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.InvalidActionParameterException;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.NewResourceTarget;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.StepUpRequiredException;
import org.stackdeck.identity.session.SessionEndedException;
import org.stackdeck.operations.ActionAvailability;
import org.stackdeck.operations.ActionRefusedException;
import org.stackdeck.operations.IdempotentRequest;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationService.Submission;
import org.stackdeck.operations.availability.ActionRefusalRecorder;
import org.stackdeck.operations.lookup.CloudRequestRateLimiter;
import org.stackdeck.operations.lookup.DefaultServerActionChoiceService;
import org.stackdeck.operations.lookup.InventoryResourceChoiceService;
import org.stackdeck.operations.lookup.TransferTargetProjectResolver;
import org.stackdeck.operations.state.OperationExecutionData;
import org.stackdeck.operations.state.OperationRepository;

/** Checks and records requested actions. Refusals are audited too. */
@Component
public class OperationAdmissionService {

    private static final int MAX_ATTEMPTS = 3;

    private final ActionAdmissionCheck admissionCheck;
    private final ActionRefusalRecorder refusals;
    private final DefaultServerActionChoiceService cloudActionChoiceService;
    private final InventoryResourceChoiceService resourceChoiceService;
    private final TransferTargetProjectResolver transferTargetResolver;
    private final OperationRepository operationRepository;
    private final ActionOperationCreator creator;
    private final CloudRequestRateLimiter limiter;

    OperationAdmissionService(
            ActionAdmissionCheck admissionCheck,
            ActionRefusalRecorder refusals,
            DefaultServerActionChoiceService cloudActionChoiceService,
            InventoryResourceChoiceService resourceChoiceService,
            TransferTargetProjectResolver transferTargetResolver,
            OperationRepository operationRepository,
            ActionOperationCreator creator,
            CloudRequestRateLimiter limiter) {
        this.admissionCheck = admissionCheck;
        this.refusals = refusals;
        this.cloudActionChoiceService = cloudActionChoiceService;
        this.resourceChoiceService = resourceChoiceService;
        this.transferTargetResolver = transferTargetResolver;
        this.operationRepository = operationRepository;
        this.creator = creator;
        this.limiter = limiter;
    }

    /**
     * Returns the operation accepted for an earlier or concurrent request with the same key, or admits a new one.
     *
     * @param idempotentRequest null for a request without a key
     */
    Submission admit(
            Caller caller,
            ActionTarget key,
            ActionRequest requested,
            Duration grace,
            @Nullable IdempotentRequest idempotentRequest) {
        Optional<Operation> accepted = creator.findAccepted(caller, idempotentRequest);
        if (accepted.isPresent()) {
            return new Submission(accepted.get(), false);
        }
        requested.validate();
        AdmissionTarget target =
                admissionCheck.findTarget(caller, key, requested).orElse(null);
        try {
            return new Submission(admitNew(caller, key, target, requested, grace, idempotentRequest), true);
        } catch (StepUpRequiredException | SessionEndedException e) {
            throw e;
        } catch (RuntimeException e) {
            // A concurrent request with the same key may have used the resource or the last waiting slot.
            accepted = creator.findAccepted(caller, idempotentRequest);
            if (accepted.isPresent()) {
                return new Submission(accepted.get(), false);
            }
            throw e instanceof ActionRefusedException refused
                    ? refusals.refuse(
                            caller,
                            key,
                            target == null ? null : target.name(),
                            auditAction(key, requested),
                            refused.availability())
                    : e;
        }
    }

    private Operation admitNew(
            Caller caller,
            ActionTarget key,
            @Nullable AdmissionTarget target,
            ActionRequest requested,
            Duration grace,
            @Nullable IdempotentRequest idempotentRequest) {
        AdmissionTarget found = requireAuthorized(caller, key, target, requested);
        ActionRequest resolved = resolve(caller, found, requested);
        if (found instanceof AdmissionTarget.OfNewResource(NewResourceTarget place, String _)) {
            found = AdmissionTarget.OfNewResource.of(place, resolved);
        }
        limiter.consumeOperations(caller.userId(), 1);
        for (int tries = 1; ; tries++) {
            try {
                return creator.create(caller, found, resolved, grace, idempotentRequest);
            } catch (DuplicateKeyException e) {
                // Another request has just started an operation, possibly on another instance. The database permits
                // only one active operation for each target.
                OperationExecutionData first =
                        operationRepository.findActive(key).orElse(null);
                if (first != null) {
                    throw new ActionRefusedException(new ActionAvailability.Busy(first.operation()));
                }
                rethrowOnLastAttempt(tries, e);
            } catch (ConcurrencyFailureException e) {
                rethrowOnLastAttempt(tries, e);
            }
            requireAuthorized(caller, key, found, resolved);
        }
    }

    /** Requires that the action is available and, if it is destructive, that the caller has just authenticated. */
    private AdmissionTarget requireAuthorized(
            Caller caller, ActionTarget key, @Nullable AdmissionTarget target, ActionRequest requested) {
        AdmissionTarget found = requireAvailable(caller, target, requested);
        if (requested.action().isDestructive()) {
            refusals.requireReauthentication(caller, key, found.name(), auditAction(key, requested));
        }
        return found;
    }

    private static String auditAction(ActionTarget key, ActionRequest requested) {
        return key.objectType() + "." + requested.action().code();
    }

    /**
     * Replaces names of resources in the request with IDs. Checks the availability again afterward, because a user
     * whose permission ended during the request must receive neither its result nor its error.
     */
    private ActionRequest resolve(Caller caller, AdmissionTarget target, ActionRequest requested) {
        if (!requested.hasUnresolvedArguments()) {
            return requested;
        }
        ActionRequest resolved;
        try {
            resolved = findResources(caller, target, requested);
        } catch (InvalidActionParameterException | CloudException e) {
            requireAvailable(caller, target, requested);
            throw e;
        }
        requireAvailable(caller, target, resolved);
        return resolved;
    }

    private AdmissionTarget requireAvailable(Caller caller, @Nullable AdmissionTarget target, ActionRequest requested) {
        ActionAvailability availability = admissionCheck.checkAvailability(caller, target, requested);
        if (target == null || !availability.isAvailable()) {
            throw new ActionRefusedException(availability);
        }
        return target;
    }

    private ActionRequest findResources(Caller caller, AdmissionTarget target, ActionRequest requested) {
        return switch (target) {
            case AdmissionTarget.OfServer(Server server) -> cloudActionChoiceService.resolve(caller, server, requested);
            case AdmissionTarget.OfNewResource(NewResourceTarget place, String _) ->
                countingFailures(caller, () -> resourceChoiceService.resolve(caller.userId(), place, requested));
            case AdmissionTarget.OfResource(CloudResource resource, ProjectId project) ->
                countingFailures(
                        caller,
                        () -> resourceChoiceService.resolve(
                                caller.userId(),
                                new NewResourceTarget(resource.cloud(), project, resource.kind()),
                                transferTargetResolver.resolve(caller.userId(), resource, requested)));
        };
    }

    private ActionRequest countingFailures(Caller caller, Supplier<ActionRequest> resolve) {
        return limiter.callCountingFailures(caller.userId(), resolve);
    }

    private static void rethrowOnLastAttempt(int tries, RuntimeException e) {
        if (tries >= MAX_ATTEMPTS) {
            throw e;
        }
    }
}

package org.stackdeck.operations.state;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.access.ownership.OwnershipService;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.ActionRefusedException;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationId;
import org.stackdeck.operations.protection.DeletionProtectionRepository;

/**
 * Changes the state of operations. Each change runs in a separate transaction, with its audit entry if there is one,
 * and is published after the commit. Sends no requests to clouds.
 */
@Component
public class OperationTransitionService {

    private final OperationRepository operationRepository;
    private final GeneratedPasswordRepository generatedPasswordRepository;
    private final DeletionProtectionRepository protections;
    private final OwnershipService ownershipService;
    private final AuditTrail audit;
    private final ActiveOperationRegistry active;
    private final OperationEventPublisher operationEventPublisher;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final WaitingOperationLimiter waitingOperationLimiter;

    OperationTransitionService(
            OperationRepository operationRepository,
            GeneratedPasswordRepository generatedPasswordRepository,
            DeletionProtectionRepository protections,
            OwnershipService ownershipService,
            AuditTrail audit,
            ActiveOperationRegistry active,
            OperationEventPublisher operationEventPublisher,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.operationRepository = operationRepository;
        this.generatedPasswordRepository = generatedPasswordRepository;
        this.protections = protections;
        this.ownershipService = ownershipService;
        this.audit = audit;
        this.active = active;
        this.operationEventPublisher = operationEventPublisher;
        this.clock = clock;
        this.waitingOperationLimiter = new WaitingOperationLimiter(operationRepository);
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * @param actionRequest with its secrets
     * @param alsoInTransaction runs in the same transaction, for instance to schedule the operation
     * @throws org.springframework.dao.DuplicateKeyException if another operation is active on the target
     * @throws ActionRefusedException if too many operations of the user would wait
     */
    public Operation accept(
            Operation operation, ActionRequest actionRequest, Caller caller, Runnable alsoInTransaction) {
        return accept(List.of(operation), () -> {
                    operationRepository.insert(operation, actionRequest, caller.source());
                    audit.record(OperationAuditEntries.accepted(operation, caller));
                    alsoInTransaction.run();
                })
                .getFirst();
    }

    /**
     * Records accepted launches, all or none.
     *
     * @param alsoInTransaction runs in the same transaction, for instance to schedule the operations
     * @throws ActionRefusedException if too many operations of the user would wait
     */
    public List<Operation> accept(
            List<NewLaunchOperation> newLaunchOperations, Caller caller, Runnable alsoInTransaction) {
        List<Operation> operations =
                newLaunchOperations.stream().map(NewLaunchOperation::operation).toList();
        return accept(operations, () -> {
            newLaunchOperations.forEach(newLaunchOperation -> {
                Operation operation = newLaunchOperation.operation();
                operationRepository.insert(operation, operation.actionRequest(), caller.source());
                operationRepository.saveNewServer(operation.id(), newLaunchOperation.server());
                audit.record(OperationAuditEntries.accepted(newLaunchOperation, caller));
            });
            alsoInTransaction.run();
        });
    }

    private List<Operation> accept(List<Operation> operations, Runnable acceptance) {
        waitingOperationLimiter.accept(
                operations.getFirst(),
                operations.size(),
                () -> transaction.executeWithoutResult(_ -> acceptance.run()));
        operations.forEach(this::publish);
        return operations;
    }

    /**
     * Changes the state to RUNNING before the request is sent. Returns false if the state is no longer WAITING, if
     * another instance has repeated the operation, or if a protection prevents a destructive operation. After this
     * method has returned true, a protection cannot be set.
     */
    public boolean markDispatched(OperationExecutionData loaded) {
        return applyChange(
                loaded.id(),
                () -> !isProtected(loaded.operation()) && operationRepository.markDispatched(loaded, clock.instant()));
    }

    private boolean isProtected(Operation operation) {
        if (!operation.action().isDestructive()) {
            return false;
        }
        // Lock first, so that a protection that was written concurrently is read.
        var _ = operationRepository.lockActive(operation.target());
        return protections.findProtection(operation.target()).isPresent();
    }

    /** Returns the operation to WAITING, unless another instance has done so since it was loaded. */
    public void returnToWaiting(OperationExecutionData loaded) {
        applyChange(loaded.id(), () -> operationRepository.returnToWaiting(loaded));
    }

    /** Returns whether the claim of the operation is still valid: no other instance has returned it to WAITING. */
    public boolean isStillDispatched(OperationExecutionData loaded) {
        return operationRepository.isStillDispatched(loaded);
    }

    /** Records that the response is lost, unless another instance has repeated the operation since it was loaded. */
    public void markUnanswered(OperationExecutionData loaded) {
        applyChange(loaded.id(), () -> operationRepository.markUnanswered(loaded, clock.instant()));
    }

    /** Records that the cloud has accepted an operation whose response was lost. */
    public void markAnswered(OperationExecutionData loaded) {
        applyChange(loaded.id(), () -> operationRepository.markAnswered(loaded));
    }

    /** @param generatedPassword password that the cloud generated; null for none */
    public void recordRequestId(OperationId id, String requestId, @Nullable String generatedPassword) {
        applyChange(id, () -> {
            boolean running = operationRepository.setRequestId(id, requestId);
            if (running) {
                generatedPasswordRepository.save(id, generatedPassword);
            }
            return running;
        });
    }

    /**
     * Returns, deletes and audits the generated password; empty if there is none, or if it has expired or was already
     * returned.
     */
    public Optional<String> removePassword(OperationExecutionData operationExecutionData, Caller to) {
        AtomicReference<@Nullable String> removed = new AtomicReference<>();
        applyChange(operationExecutionData.id(), () -> {
            Optional<String> password = generatedPasswordRepository.remove(operationExecutionData.id());
            password.ifPresent(value -> {
                removed.set(value);
                audit.record(OperationAuditEntries.userAction(
                        "tell-password", operationExecutionData.operation(), to, AuditEntry.Result.SUCCESS));
            });
            return password.isPresent();
        });
        return Optional.ofNullable(removed.get());
    }

    public void auditPasswordRefusal(OperationExecutionData operationExecutionData, Caller caller) {
        audit.recordRefusal(OperationAuditEntries.userAction(
                "tell-password", operationExecutionData.operation(), caller, AuditEntry.Result.REFUSED));
    }

    /**
     * Records the ID that the service has assigned to the created target. Makes the user who requested the operation
     * the owner of the target, unless another user may have created it.
     *
     * @param requestId null if unknown
     * @param generatedPassword password that the cloud generated; null for none
     * @throws org.springframework.dao.DuplicateKeyException if another operation has created the target
     */
    public void recordCreated(
            OperationId id, String createdId, @Nullable String requestId, @Nullable String generatedPassword) {
        applyChange(id, () -> {
            boolean recorded = operationRepository.setCreatedId(id, createdId, requestId);
            if (recorded) {
                generatedPasswordRepository.save(id, generatedPassword);
                OperationExecutionData stored = operationRepository.find(id).orElseThrow();
                Operation operation = stored.operation();
                // Without a response, the resource is found by its attributes, but a resource of another user may have
                // the same attributes.
                if (operation.isOnServer() || stored.unansweredAt() == null) {
                    ownershipService.assignToCreator(operation.userId(), operation.target());
                }
            }
            return recorded;
        });
    }

    /**
     * Makes the user who requested the operation the owner of an additional resource that the operation has created.
     */
    public void recordPart(Operation operation, ResourceKey part) {
        transaction.executeWithoutResult(_ -> ownershipService.assignToCreator(operation.userId(), part));
    }

    /** Records the name of the key pair that may exist in Nova from this time on; null for none. */
    public void recordKeyPair(OperationId id, @Nullable String name) {
        applyChange(id, () -> operationRepository.setKeyPair(id, name));
    }

    /** Returns false if the operation has ended, or if another instance has repeated it since it was loaded. */
    public boolean markSucceeded(OperationExecutionData operationExecutionData) {
        return end(operationExecutionData, Operation.State.SUCCEEDED, null, AuditEntry.Result.SUCCESS);
    }

    /** Returns false like {@link #markSucceeded}. */
    public boolean markFailed(OperationExecutionData operationExecutionData, Operation.Failure failure) {
        return end(operationExecutionData, Operation.State.FAILED, failure, AuditEntry.Result.FAILED);
    }

    /** Ends an operation whose request had no effect or was not sent. Returns false like {@link #markSucceeded}. */
    public boolean markCancelled(OperationExecutionData operationExecutionData, Operation.Failure failure) {
        return end(operationExecutionData, Operation.State.CANCELLED, failure, AuditEntry.Result.REFUSED);
    }

    /** Cancels the operation. Returns false if it was already sent or has ended. */
    public boolean cancel(OperationExecutionData operationExecutionData, Caller caller) {
        OperationId id = operationExecutionData.id();
        return applyChange(id, () -> {
            boolean cancelled =
                    operationRepository.cancel(id, clock.instant(), OperationFailureFactory.CANCELLED_BY_USER);
            if (cancelled) {
                audit.record(OperationAuditEntries.userAction(
                        "withdraw", operationExecutionData.operation(), caller, AuditEntry.Result.SUCCESS));
            }
            return cancelled;
        });
    }

    public void auditCancellationRefusal(OperationExecutionData operationExecutionData, Caller caller) {
        audit.recordRefusal(OperationAuditEntries.userAction(
                "withdraw", operationExecutionData.operation(), caller, AuditEntry.Result.REFUSED));
    }

    private boolean end(
            OperationExecutionData loaded,
            Operation.State state,
            Operation.@Nullable Failure failure,
            AuditEntry.Result result) {
        Optional<Operation> finished = change(loaded.id(), () -> {
            boolean ended = operationRepository.finish(loaded, state, clock.instant(), failure);
            if (ended) {
                Operation after =
                        operationRepository.find(loaded.id()).orElseThrow().operation();
                if (state == Operation.State.SUCCEEDED
                        && after.action() instanceof ResourceAction action
                        && action.isDeletion()) {
                    // A deleted server keeps its owner, because it can be restored.
                    ownershipService.deleteOwner(after.target());
                }
                audit.record(OperationAuditEntries.ended(after, loaded.source(), result));
            }
            return ended;
        });
        finished.ifPresent(operationEventPublisher::publishCompletion);
        return finished.isPresent();
    }

    private boolean applyChange(OperationId id, BooleanSupplier change) {
        return change(id, change).isPresent();
    }

    private Optional<Operation> change(OperationId id, BooleanSupplier change) {
        Optional<Operation> after = Objects.requireNonNull(transaction.execute(_ -> change.getAsBoolean()
                ? operationRepository.find(id).map(OperationExecutionData::operation)
                : Optional.empty()));
        after.ifPresent(this::publish);
        return after;
    }

    private void publish(Operation operation) {
        active.update(operation);
        operationEventPublisher.publishOwn(operation);
    }
}

package org.stackdeck.operations.protection;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.audit.AuditDetail;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserName;
import org.stackdeck.operations.DeletionProtection;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.protection.DeletionProtectionRepository.ProtectionRow;
import org.stackdeck.operations.state.OperationExecutionData;
import org.stackdeck.operations.state.OperationRepository;

/** Saves and deletes deletion protections, each with its audit entry and event in one transaction. */
@Component
class DeletionProtectionRecorder {

    private static final RetryTemplate RETRY = new RetryTemplate(RetryPolicy.builder()
            .includes(DuplicateKeyException.class, ConcurrencyFailureException.class)
            .maxRetries(2)
            .delay(Duration.ZERO)
            .build());

    private final DeletionProtectionRepository protections;
    private final OperationRepository operations;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    DeletionProtectionRecorder(
            DeletionProtectionRepository protections,
            OperationRepository operations,
            AuditTrail audit,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.protections = protections;
        this.operations = operations;
        this.audit = audit;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
    }

    boolean isProtected(ActionTarget target) {
        return protections.findProtection(target).isPresent();
    }

    /**
     * Saves the protection unless a deletion or another destructive action has already been sent.
     *
     * @return the destructive operation; empty if the protection was saved
     */
    Optional<Operation> save(Caller caller, ProtectionRow row, String action) {
        Optional<Operation> sent = retry(() -> {
            Optional<Operation> locked = sentDeletion(operations.lockActive(row.target()));
            if (locked.isEmpty()) {
                protections.save(row);
                recordSuccess(
                        caller,
                        row.target(),
                        row.targetName(),
                        action,
                        null,
                        row.protection().reason());
            }
            return locked;
        });
        // The lock does not include an operation that was accepted and sent in the meantime, because its row did not
        // exist.
        return sent.isPresent() ? sent : sentDeletion(operations.findActive(row.target()));
    }

    void delete(Caller caller, ActionTarget target, String name, String action) {
        retry(() -> {
            Optional<DeletionProtection> deleted =
                    protections.findProtection(target).filter(_ -> protections.delete(target));
            deleted.ifPresent(protection ->
                    recordSuccess(caller, target, name, action, protection.userName(), protection.reason()));
            return deleted;
        });
    }

    private static Optional<Operation> sentDeletion(Optional<OperationExecutionData> active) {
        return active.map(OperationExecutionData::operation)
                .filter(operation ->
                        operation.action().isDestructive() && operation.state() == Operation.State.RUNNING);
    }

    /** @param previousUser the user who set the deleted protection; null if a protection was saved */
    private void recordSuccess(
            Caller caller,
            ActionTarget target,
            String name,
            String action,
            @Nullable UserName previousUser,
            @Nullable String reason) {
        audit.record(caller.auditEntry(
                action,
                target.objectType(),
                target.idText(),
                name,
                AuditEntry.Result.SUCCESS,
                AuditDetail.of("cloud", target.cloud())
                        .with("was", previousUser)
                        .with("comment", reason)));
        events.publishEvent(new DeletionProtectionChanged());
    }

    /**
     * Runs the change in a transaction and retries it after a conflict. If the same target is protected concurrently,
     * the last protection applies.
     */
    private <T> Optional<T> retry(Supplier<Optional<T>> work) {
        return RETRY.invoke(() -> Objects.requireNonNull(transaction.execute(_ -> work.get())));
    }
}

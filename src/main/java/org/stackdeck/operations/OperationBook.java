package org.stackdeck.operations;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.access.Ownership;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.cloud.ActionParameter;
import org.stackdeck.cloud.Order;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.identity.Caller;

/**
 * Changes the state of operations. Each change runs in its own transaction, with its audit entry, and is published
 * after the commit. Sends no requests to clouds.
 */
@Component
class OperationBook {

    /** Older passwords are deleted. */
    private static final Duration PASSWORDS_KEPT = Duration.ofHours(1);

    private final OperationStore store;
    private final OperationPasswords passwords;
    private final ProtectionStore protections;
    private final Ownership ownership;
    private final AuditTrail audit;
    private final ActiveOperations active;
    private final Announcements announcements;
    private final Clock clock;
    private final TransactionTemplate transaction;

    OperationBook(
            OperationStore store,
            OperationPasswords passwords,
            ProtectionStore protections,
            Ownership ownership,
            AuditTrail audit,
            ActiveOperations active,
            Announcements announcements,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.store = store;
        this.passwords = passwords;
        this.protections = protections;
        this.ownership = ownership;
        this.audit = audit;
        this.active = active;
        this.announcements = announcements;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * Records an accepted operation.
     *
     * @param order with its secrets
     * @param besides runs in the same transaction, for instance to schedule the operation
     * @throws org.springframework.dao.DuplicateKeyException when another operation is active on the server
     */
    Operation accept(Operation operation, Order order, String source, String channel, Runnable besides) {
        Operation accepted = inTransaction(operation.id(), () -> {
                    store.insert(operation, order, source);
                    audit.record(entry(operation, source, channel, AuditEntry.Result.ACCEPTED));
                    besides.run();
                    return true;
                })
                .orElseThrow();
        tell(accepted);
        return accepted;
    }

    /**
     * Records accepted launches, all or none.
     *
     * @param besides runs in the same transaction, for instance to schedule the operations
     */
    List<Operation> accept(List<Launch> launches, String source, String channel, Runnable besides) {
        List<Operation> accepted = Objects.requireNonNull(transaction.execute(status -> {
            launches.forEach(launch -> {
                Operation operation = launch.operation();
                store.insert(operation, operation.order(), source);
                store.plan(operation.id(), launch.server());
                audit.record(
                        entry(operation, source, channel, AuditEntry.Result.ACCEPTED, LaunchTale.of(launch.server())));
            });
            besides.run();
            return launches.stream().map(Launch::operation).toList();
        }));
        accepted.forEach(this::tell);
        return accepted;
    }

    /**
     * Returns false if the operation may not be sent. A protection that is set before this call prevents sending; one
     * that is set after it is refused as too late.
     */
    boolean dispatched(Operation operation, @Nullable String precedingRequestId) {
        return change(
                operation.id(),
                () -> !shielded(operation) && store.dispatched(operation.id(), now(), precedingRequestId));
    }

    private boolean shielded(Operation operation) {
        if (!operation.action().destroys()) {
            return false;
        }
        // Lock first, so that the protection is read after it was written.
        var _ = store.lockActive(operation.server());
        return protections.of(operation.server()).isPresent();
    }

    void hadNoEffect(OperationId id) {
        change(id, () -> store.hadNoEffect(id));
    }

    void unanswered(OperationId id) {
        change(id, () -> store.unanswered(id, now()));
    }

    void reached(OperationId id, String requestId) {
        reached(id, requestId, null);
    }

    /** @param passwordMade generated by the cloud, available once; null for none */
    void reached(OperationId id, String requestId, @Nullable String passwordMade) {
        change(id, () -> store.reached(id, requestId) && kept(id, passwordMade));
    }

    private boolean kept(OperationId id, @Nullable String passwordMade) {
        if (passwordMade != null && ActionParameter.PASSWORD.suits(passwordMade)) {
            passwords.keep(id, passwordMade, now());
        }
        return true;
    }

    /** Returns empty if there is no password, or it has expired or was already returned. */
    Optional<String> tellPassword(StoredOperation operation, Caller to) {
        AtomicReference<@Nullable String> told = new AtomicReference<>();
        change(operation.id(), () -> {
            Optional<String> password = passwords.take(operation.id(), now().minus(PASSWORDS_KEPT));
            password.ifPresent(one -> {
                told.set(one);
                audit.record(entry("server.tell-password", operation.operation(), to, AuditEntry.Result.SUCCESS));
            });
            return password.isPresent();
        });
        return Optional.ofNullable(told.get());
    }

    /** Audits a user's attempt to read the password of another user's operation. */
    void passwordRefused(StoredOperation operation, Caller by) {
        audit.recordRefusal(entry("server.tell-password", operation.operation(), by, AuditEntry.Result.REFUSED));
    }

    void wipePasswords() {
        passwords.wipe(now().minus(PASSWORDS_KEPT));
    }

    /**
     * Records that Nova has assigned an id to the server, which from now on belongs to the user who requested it.
     *
     * @param requestId null if unknown
     * @param passwordMade generated by the cloud, available once; null for none
     * @throws org.springframework.dao.DuplicateKeyException when another operation created the server
     */
    void begun(OperationId id, ServerId server, @Nullable String requestId, @Nullable String passwordMade) {
        change(id, () -> {
            boolean begun = store.begun(id, server, requestId) && kept(id, passwordMade);
            if (begun) {
                Operation operation = store.find(id).orElseThrow().operation();
                ownership.made(operation.by(), operation.server());
            }
            return begun;
        });
    }

    /** Records the name of a key pair that may exist in Nova from now on; null for none. */
    void keyPair(OperationId id, @Nullable String name) {
        change(id, () -> store.keyPair(id, name));
    }

    void succeeded(StoredOperation operation) {
        end(operation, Operation.State.SUCCEEDED, null, AuditEntry.Result.SUCCESS);
    }

    void failed(StoredOperation operation, Operation.Failure why) {
        end(operation, Operation.State.FAILED, why, AuditEntry.Result.FAILED);
    }

    /** Ends an operation that was never sent. */
    void cancelled(StoredOperation operation, Operation.Failure why) {
        end(operation, Operation.State.CANCELLED, why, AuditEntry.Result.REFUSED);
    }

    /** Returns false if the operation was sent or has ended before. */
    boolean withdrawn(StoredOperation operation, Caller by) {
        OperationId id = operation.id();
        return change(id, () -> {
            boolean withdrawn = store.withdrawn(id, now(), Failures.WITHDRAWN);
            if (withdrawn) {
                audit.record(entry("server.withdraw", operation.operation(), by, AuditEntry.Result.SUCCESS));
            }
            return withdrawn;
        });
    }

    /** Audits a user's attempt to cancel another user's operation. */
    void notWithdrawn(StoredOperation operation, Caller by) {
        audit.recordRefusal(entry("server.withdraw", operation.operation(), by, AuditEntry.Result.REFUSED));
    }

    /** Audit entry for a user's action on an operation. */
    private static AuditEntry entry(String deed, Operation operation, Caller by, AuditEntry.Result result) {
        return new AuditEntry(
                by.userId().toString(),
                by.userName().value(),
                by.source(),
                by.channel().name(),
                deed,
                "server",
                operation.server().id().value(),
                operation.serverName(),
                result,
                "operation=" + operation.id() + " cloud=" + operation.server().cloud() + " action="
                        + operation.action().word());
    }

    private void end(
            StoredOperation operation,
            Operation.State state,
            Operation.@Nullable Failure why,
            AuditEntry.Result result) {
        OperationId id = operation.id();
        change(id, () -> {
            boolean ended = store.ended(id, state, now(), why);
            if (ended) {
                Operation after = store.find(id).orElseThrow().operation();
                audit.record(entry(after, operation.source(), "SYSTEM", result));
            }
            return ended;
        });
    }

    private boolean change(OperationId id, BooleanSupplier change) {
        Optional<Operation> after = inTransaction(id, change);
        after.ifPresent(this::tell);
        return after.isPresent();
    }

    private Optional<Operation> inTransaction(OperationId id, BooleanSupplier change) {
        Optional<Operation> after = transaction.execute(
                status -> change.getAsBoolean() ? store.find(id).map(StoredOperation::operation) : Optional.empty());
        return after == null ? Optional.empty() : after;
    }

    private void tell(Operation operation) {
        active.changed(operation);
        announcements.tell(operation);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** Adds names to ids, since names can change. */
    private static String told(Order order) {
        return order.withoutSecrets().arguments().entrySet().stream()
                .map(one -> one.getKey().word() + "=" + one.getValue().value()
                        + (one.getValue().name() == null
                                ? ""
                                : " (" + one.getValue().name() + ")"))
                .collect(Collectors.joining(", "))
                // Brackets delimit a value in the audit trail.
                .replace('[', '(')
                .replace(']', ')');
    }

    private static AuditEntry entry(Operation operation, String source, String channel, AuditEntry.Result result) {
        return entry(operation, source, channel, result, "");
    }

    private static AuditEntry entry(
            Operation operation, String source, String channel, AuditEntry.Result result, String more) {
        StringBuilder detail = new StringBuilder("operation=" + operation.id())
                .append(" cloud=" + operation.server().cloud())
                .append(" project=" + operation.project());
        if (!operation.order().arguments().isEmpty()) {
            detail.append(" with=[").append(told(operation.order())).append(']');
        }
        detail.append(more);
        if (operation.requestId() != null) {
            detail.append(" request=" + operation.requestId());
        }
        if (operation.error() != null) {
            detail.append(" error=" + operation.error().code());
            if (operation.error().message() != null) {
                detail.append(": " + operation.error().message());
            }
        }
        return new AuditEntry(
                operation.by().toString(),
                operation.byName().value(),
                source,
                channel,
                "server." + operation.action().word(),
                "server",
                operation.server().id().value(),
                operation.serverName(),
                result,
                detail.toString());
    }
}

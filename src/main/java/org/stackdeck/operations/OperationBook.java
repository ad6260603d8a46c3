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
 * Every change of an operation: each in one transaction of its own, with its audit entry, and told to listeners once it is
 * committed. Nothing here speaks to a cloud.
 */
@Component
class OperationBook {

    /** What was not asked for within it is lost. */
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
     * Writes it down.
     *
     * @param order with its secrets
     * @param besides what else belongs to it, such as to have it scheduled: all or nothing
     * @throws org.springframework.dao.DuplicateKeyException when another one is active on the server
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
     * Writes down that servers are to be made: all or none.
     *
     * @param besides what else belongs to it, such as to have them scheduled
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
     * False when it is not ours to send any more, or not now. Whoever protects the server does so either before this, which
     * then sends nothing, or after it, and then hears that it is too late.
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
        // The lock first: what is read after it was written before it.
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

    /** @param passwordMade by the cloud, to be told once; null for none */
    void reached(OperationId id, String requestId, @Nullable String passwordMade) {
        change(id, () -> store.reached(id, requestId) && kept(id, passwordMade));
    }

    private boolean kept(OperationId id, @Nullable String passwordMade) {
        if (passwordMade != null && ActionParameter.PASSWORD.suits(passwordMade)) {
            passwords.keep(id, passwordMade, now());
        }
        return true;
    }

    /** Empty where there is none, or none any more. */
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

    /** Somebody wanted to be told one that is not for them. */
    void passwordRefused(StoredOperation operation, Caller by) {
        audit.recordRefusal(entry("server.tell-password", operation.operation(), by, AuditEntry.Result.REFUSED));
    }

    void wipePasswords() {
        passwords.wipe(now().minus(PASSWORDS_KEPT));
    }

    /**
     * The cloud has begun to make the server, which from now on belongs to whoever asked for it.
     *
     * @param requestId null where it is not known
     * @param passwordMade by the cloud, to be told once; null for none
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

    /** A key pair of this name may be in Nova from now on; null for none. */
    void keyPair(OperationId id, @Nullable String name) {
        change(id, () -> store.keyPair(id, name));
    }

    void succeeded(StoredOperation operation) {
        end(operation, Operation.State.SUCCEEDED, null, AuditEntry.Result.SUCCESS);
    }

    void failed(StoredOperation operation, Operation.Failure why) {
        end(operation, Operation.State.FAILED, why, AuditEntry.Result.FAILED);
    }

    /** It was never sent, and will not be. */
    void cancelled(StoredOperation operation, Operation.Failure why) {
        end(operation, Operation.State.CANCELLED, why, AuditEntry.Result.REFUSED);
    }

    /** False when it was sent, or has ended, before that. */
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

    /** Somebody wanted to take it back whose it is not. */
    void notWithdrawn(StoredOperation operation, Caller by) {
        audit.recordRefusal(entry("server.withdraw", operation.operation(), by, AuditEntry.Result.REFUSED));
    }

    /** What somebody did about an operation. */
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

    /** What a thing is called beside its id, since names change. */
    private static String told(Order order) {
        return order.withoutSecrets().arguments().entrySet().stream()
                .map(one -> one.getKey().word() + "=" + one.getValue().value()
                        + (one.getValue().name() == null
                                ? ""
                                : " (" + one.getValue().name() + ")"))
                .collect(Collectors.joining(", "))
                // What is in brackets is one value to those who read the trail.
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

package org.stackdeck.identity;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrail;

/**
 * Executes actions that only administrators may perform. The permission check and the audit entry are part of the
 * action's transaction.
 */
@Component
public class AdministratorWork {

    private final Directory directory;
    private final StepUp stepUp;
    private final AuditTrail trail;
    private final TransactionTemplate transaction;

    AdministratorWork(Directory directory, StepUp stepUp, AuditTrail trail, PlatformTransactionManager transactions) {
        this.directory = directory;
        this.stepUp = stepUp;
        this.trail = trail;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Description of an action for the audit trail.
     *
     * @param type type of the object
     * @param id id of the object; null if unknown
     * @param name name of the object
     */
    public record Deed(
            Caller caller,
            String action,
            String type,
            @Nullable String id,
            @Nullable String name) {

        /** The same action on another object. */
        public Deed on(String otherId, @Nullable String otherName) {
            return new Deed(caller, action, type, otherId, otherName);
        }
    }

    /**
     * Executes the work in a transaction if the caller is an administrator. The work records its result with
     * {@link #done}.
     *
     * @throws NotAdministratorException if the caller is not an administrator; audited
     * @throws StepUpRequiredException if the last authentication is too old; audited
     */
    public <T> T perform(Deed deed, Supplier<T> work) {
        return attempt(deed, () -> {
            directory.requireAdministrator(deed.caller());
            stepUp.require(deed.caller());
            return work.get();
        });
    }

    /**
     * Executes a query if the caller is an administrator, and audits it. Does not require a recent authentication,
     * because it changes nothing. The audit entry is written last, because writing it blocks other writers.
     *
     * @throws NotAdministratorException if the caller is not an administrator; audited
     */
    public <T> T look(Deed deed, Supplier<T> work) {
        return attempt(deed, () -> {
            directory.requireAdministrator(deed.caller());
            T seen = work.get();
            done(deed, null);
            return seen;
        });
    }

    private <T> T attempt(Deed deed, Supplier<T> work) {
        try {
            T result = transaction.execute(_ -> work.get());
            if (result == null) {
                throw new IllegalStateException("the work gave nothing");
            }
            return result;
        } catch (NotAdministratorException | StepUpRequiredException e) {
            trail.recordRefusal(entry(deed, AuditEntry.Result.REFUSED, e.getMessage()));
            throw e;
        }
    }

    /** Records the result in the transaction of the work. */
    public void done(Deed deed, @Nullable String detail) {
        trail.record(entry(deed, AuditEntry.Result.SUCCESS, detail));
    }

    private static AuditEntry entry(Deed deed, AuditEntry.Result result, @Nullable String detail) {
        Caller caller = deed.caller();
        return new AuditEntry(
                caller.userId().toString(),
                caller.userName().value(),
                caller.source(),
                caller.channel().name(),
                deed.action(),
                deed.type(),
                deed.id(),
                deed.name(),
                result,
                detail);
    }
}

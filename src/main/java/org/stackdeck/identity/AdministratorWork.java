package org.stackdeck.identity;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrail;

/** What only administrators do: decided and written down in the transaction of the work itself. */
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
     * What is to be done.
     *
     * @param type of the object, as the trail calls it
     * @param id of the object, if it is known
     * @param name of the object, as people know it
     */
    public record Deed(
            Caller caller,
            String action,
            String type,
            @Nullable String id,
            @Nullable String name) {

        /** The same of another object. */
        public Deed on(String otherId, @Nullable String otherName) {
            return new Deed(caller, action, type, otherId, otherName);
        }
    }

    /**
     * Runs the work in a transaction if the caller is an administrator. The work itself says by {@link #done} what it
     * did.
     *
     * @throws NotAdministratorException if they are not, which is written down
     * @throws StepUpRequiredException if their last proof is too old, which is written down too
     */
    public <T> T perform(Deed deed, Supplier<T> work) {
        return attempt(deed, () -> {
            directory.requireAdministrator(deed.caller());
            stepUp.require(deed.caller());
            return work.get();
        });
    }

    /**
     * Looks something up for a caller who is an administrator, and writes down that they did. Since it changes nothing, no
     * fresh proof is needed. The entry comes last: whoever writes one keeps all others waiting.
     *
     * @throws NotAdministratorException if they are not, which is written down
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

    /** Writes down what was done, in the transaction of the work. */
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

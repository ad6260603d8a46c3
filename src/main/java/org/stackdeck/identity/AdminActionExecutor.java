package org.stackdeck.identity;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.audit.AuditDetail;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrail;

/**
 * Executes actions that only administrators may perform. The permission check and the audit entry are part of the
 * action's transaction. Refusals are audited in a separate transaction.
 */
@Component
public class AdminActionExecutor {

    private final UserDirectory userDirectory;
    private final StepUpCheck stepUpCheck;
    private final AuditTrail trail;
    private final TransactionTemplate transaction;

    AdminActionExecutor(
            UserDirectory userDirectory,
            StepUpCheck stepUpCheck,
            AuditTrail trail,
            PlatformTransactionManager transactions) {
        this.userDirectory = userDirectory;
        this.stepUpCheck = stepUpCheck;
        this.trail = trail;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Description of an action for the audit trail.
     *
     * @param objectType null if the action has no object
     * @param objectId null if unknown
     * @param objectName null if unknown
     */
    public record AdminAction(
            Caller caller,
            String action,
            @Nullable String objectType,
            @Nullable String objectId,
            @Nullable String objectName) {

        /** Returns the same action for the given object. */
        public AdminAction withObject(String otherId, @Nullable String otherName) {
            return new AdminAction(caller, action, objectType, otherId, otherName);
        }
    }

    /**
     * Executes the work in a transaction if the caller is a recently authenticated administrator. The work records its
     * result with {@link #recordSuccess}.
     *
     * @throws NotAdministratorException if the caller is not an administrator; the refusal is audited
     * @throws StepUpRequiredException if the last authentication is too old; the refusal is audited
     */
    public <T> T execute(AdminAction adminAction, Supplier<T> work) {
        return executeAudited(adminAction, () -> {
            requirePermission(adminAction.caller());
            T result = work.get();
            // Check again at the commit, because the work may have waited for locks.
            trail.checkAtCommit(() -> requirePermission(adminAction.caller()));
            return result;
        });
    }

    private User requirePermission(Caller caller) {
        User administrator = userDirectory.requireAdministrator(caller);
        stepUpCheck.require(caller);
        return administrator;
    }

    /**
     * Executes a query if the caller is an administrator, and audits it. Does not require a recent authentication,
     * because a query changes nothing. The audit entry is written last, because writing it blocks other writers.
     *
     * @throws NotAdministratorException if the caller is not an administrator; the refusal is audited
     */
    public <T> T executeRead(AdminAction adminAction, Supplier<T> work) {
        return executeAudited(adminAction, () -> {
            userDirectory.requireAdministrator(adminAction.caller());
            T seen = work.get();
            recordSuccess(adminAction, null);
            return seen;
        });
    }

    /**
     * Returns normally if the caller is an administrator.
     *
     * @throws NotAdministratorException otherwise; the refusal is audited
     */
    public void requireAdministrator(AdminAction adminAction) {
        auditRefusal(adminAction, () -> userDirectory.requireAdministrator(adminAction.caller()));
    }

    /**
     * Returns normally if {@link #execute} would execute the work.
     *
     * @throws NotAdministratorException if the caller is not an administrator; the refusal is audited
     * @throws StepUpRequiredException if the last authentication is too old; the refusal is audited
     */
    public void requireExecutable(AdminAction adminAction) {
        auditRefusal(adminAction, () -> requirePermission(adminAction.caller()));
    }

    private <T> T executeAudited(AdminAction adminAction, Supplier<T> work) {
        T result = auditRefusal(adminAction, () -> transaction.execute(_ -> work.get()));
        if (result == null) {
            throw new IllegalStateException("the work returned null");
        }
        return result;
    }

    private <T extends @Nullable Object> T auditRefusal(AdminAction adminAction, Supplier<T> checked) {
        try {
            return checked.get();
        } catch (NotAdministratorException | StepUpRequiredException e) {
            trail.recordRefusal(auditEntry(adminAction, AuditEntry.Result.REFUSED, e.auditDetail()));
            throw e;
        }
    }

    /** Records the success in the transaction of the work. */
    public void recordSuccess(AdminAction adminAction, @Nullable AuditDetail detail) {
        trail.record(auditEntry(adminAction, AuditEntry.Result.SUCCESS, detail));
    }

    private static AuditEntry auditEntry(
            AdminAction adminAction, AuditEntry.Result result, @Nullable AuditDetail detail) {
        return adminAction
                .caller()
                .auditEntry(
                        adminAction.action(),
                        adminAction.objectType(),
                        adminAction.objectId(),
                        adminAction.objectName(),
                        result,
                        detail);
    }
}

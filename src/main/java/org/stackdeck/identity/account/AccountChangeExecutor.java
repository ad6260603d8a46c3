package org.stackdeck.identity.account;

import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.audit.AuditDetail;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.NotAdministratorException;
import org.stackdeck.identity.StepUpCheck;
import org.stackdeck.identity.StepUpRequiredException;
import org.stackdeck.identity.UnknownUserException;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserChanged;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.UserId;

/**
 * Executes changes to accounts by administrators. The changes are serialized across all instances, so that two
 * administrators cannot demote each other at the same time. A change and its audit entry share a transaction; a refusal
 * is recorded in a separate one.
 */
@Component
public class AccountChangeExecutor {

    private final AccountRepository accounts;
    private final AdministratorAccountStore administratorAccountStore;
    private final UserDirectory userDirectory;
    private final StepUpCheck stepUpCheck;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    AccountChangeExecutor(
            AccountRepository accounts,
            AdministratorAccountStore administratorAccountStore,
            UserDirectory userDirectory,
            StepUpCheck stepUpCheck,
            AuditTrail audit,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.accounts = accounts;
        this.administratorAccountStore = administratorAccountStore;
        this.userDirectory = userDirectory;
        this.stepUpCheck = stepUpCheck;
        this.audit = audit;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Executes a change of an account and publishes {@link UserChanged}.
     *
     * @param change changes the account and returns the detail for the audit entry; null for none
     */
    public User execute(
            Caller caller, UserId id, String action, Function<AccountEntity, @Nullable AuditDetail> change) {
        executeAudited(caller, action, id, () -> {
            // Lock the account before its codes and factors, in the same order as changes by the user, to prevent
            // deadlocks.
            AccountEntity accountEntity = lockAccount(caller, id);
            AuditDetail detail = change.apply(accountEntity);
            accounts.saveAndFlush(accountEntity);
            events.publishEvent(new UserChanged(id));
            return detail;
        });
        return userDirectory.require(id);
    }

    /**
     * Locks the account until the transaction ends. Checks the caller's session again, because it may have ended during
     * the wait for the lock.
     */
    public AccountEntity lockAccount(Caller caller, UserId id) {
        AccountEntity accountEntity = accounts.lockById(id.value()).orElseThrow(UnknownUserException::new);
        stepUpCheck.require(caller);
        return accountEntity;
    }

    void requireAnotherAdministratorThan(AccountEntity accountEntity) {
        if (administratorAccountStore.isLast(accountEntity)) {
            throw new UserStateException(UserStateException.Reason.LAST_ADMINISTRATOR, accountEntity.state());
        }
    }

    /**
     * Executes the work if the caller is a recently authenticated administrator, and audits the detail that the work
     * returns. Also audits refusals.
     */
    public void executeAudited(
            Caller caller, String action, @Nullable UserId object, Supplier<@Nullable AuditDetail> work) {
        try {
            executeInTransaction(caller, action, object, work);
        } catch (NotAdministratorException | StepUpRequiredException | UserStateException | UnknownUserException e) {
            audit.recordRefusal(auditEntry(caller, action, object, AuditEntry.Result.REFUSED, e.auditDetail()));
            throw e;
        }
    }

    private void executeInTransaction(
            Caller caller, String action, @Nullable UserId object, Supplier<@Nullable AuditDetail> work) {
        try {
            transaction.executeWithoutResult(_ -> {
                administratorAccountStore.lock();
                userDirectory.requireAdministrator(caller);
                stepUpCheck.require(caller);
                AuditDetail detail = work.get();
                audit.record(auditEntry(caller, action, object, AuditEntry.Result.SUCCESS, detail));
                // Check again at the commit, because the work may have waited for locks. A change of the caller's own
                // account can end the session.
                if (!caller.userId().equals(object)) {
                    audit.checkAtCommit(() -> stepUpCheck.require(caller));
                }
            });
        } catch (DataIntegrityViolationException e) {
            // A reset code has a foreign key to the caller's session. The insert fails if the session ends before the
            // code is written.
            stepUpCheck.require(caller);
            throw e;
        }
    }

    private AuditEntry auditEntry(
            Caller caller,
            String action,
            @Nullable UserId object,
            AuditEntry.Result result,
            @Nullable AuditDetail detail) {
        return caller.auditEntry(
                action,
                "user",
                object == null ? null : object.toString(),
                object == null ? null : nameOf(object),
                result,
                detail);
    }

    private @Nullable String nameOf(UserId id) {
        return userDirectory.find(id).map(user -> user.name().value()).orElse(null);
    }
}

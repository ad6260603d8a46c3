package org.stackdeck.identity;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrail;

/**
 * Executes changes of accounts by administrators. Changes are serialized across all instances, so that two
 * administrators cannot demote each other at the same time. A change and its audit entry share a transaction; a refusal
 * is recorded in a separate one.
 */
@Component
class AccountChange {

    private final AccountRepository accounts;
    private final Administrators administrators;
    private final Directory directory;
    private final StepUp stepUp;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    AccountChange(
            AccountRepository accounts,
            Administrators administrators,
            Directory directory,
            StepUp stepUp,
            AuditTrail audit,
            ApplicationEventPublisher events,
            PlatformTransactionManager transactions) {
        this.accounts = accounts;
        this.administrators = administrators;
        this.directory = directory;
        this.stepUp = stepUp;
        this.audit = audit;
        this.events = events;
        this.transaction = new TransactionTemplate(transactions);
    }

    User by(Caller caller, UserId id, String action, Accounts.Deed deed) {
        @Nullable Account[] changed = new Account[1];
        recorded(caller, action, id, () -> {
            Account account = accounts.findById(id.value()).orElseThrow(UnknownUserException::new);
            String detail = deed.on(account);
            changed[0] = accounts.saveAndFlush(account);
            events.publishEvent(new UserChanged(id));
            return detail;
        });
        Account account = changed[0];
        if (account == null) {
            throw new UnknownUserException();
        }
        return account.toUser();
    }

    void requireAnotherAdministratorThan(Account account) {
        if (administrators.isLast(account)) {
            throw new UserStateException(UserStateException.Reason.LAST_ADMINISTRATOR, account.state());
        }
    }

    /** Executes the work and records the detail it returns, if the caller is a recently authenticated administrator. */
    void recorded(Caller caller, String action, @Nullable UserId object, Supplier<@Nullable String> work) {
        try {
            transaction.executeWithoutResult(_ -> {
                administrators.lock();
                directory.requireAdministrator(caller);
                stepUp.require(caller);
                String detail = work.get();
                audit.record(entry(caller, action, object, AuditEntry.Result.SUCCESS, detail));
            });
        } catch (NotAdministratorException | StepUpRequiredException | UserStateException | UnknownUserException e) {
            audit.recordRefusal(entry(caller, action, object, AuditEntry.Result.REFUSED, e.getMessage()));
            throw e;
        }
    }

    private AuditEntry entry(
            Caller caller, String action, @Nullable UserId object, AuditEntry.Result result, @Nullable String detail) {
        return new AuditEntry(
                caller.userId().toString(),
                caller.userName().value(),
                caller.source(),
                caller.channel().name(),
                action,
                "user",
                object == null ? null : object.toString(),
                object == null ? null : nameOf(object),
                result,
                detail);
    }

    private @Nullable String nameOf(UserId id) {
        return directory.find(id).map(user -> user.name().value()).orElse(null);
    }
}

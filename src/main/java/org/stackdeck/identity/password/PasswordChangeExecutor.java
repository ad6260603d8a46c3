package org.stackdeck.identity.password;

import java.time.Clock;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.stackdeck.audit.AuditDetail;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UnknownUserException;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserChanged;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;
import org.stackdeck.identity.account.AccountEntity;
import org.stackdeck.identity.account.AccountRepository;
import org.stackdeck.identity.notice.JpaSecurityNoticeService;
import org.stackdeck.identity.notice.SecurityNotice;
import org.stackdeck.identity.session.LoginSessionService;

/**
 * Stores a new password, records the change in the audit trail, shows it to the user, and ends all sessions of the
 * account.
 */
@Component
public class PasswordChangeExecutor {

    private final AccountRepository accounts;
    private final PasswordResetCodeRepository codes;
    private final JpaSecurityNoticeService jpaSecurityNoticeService;
    private final LoginSessionService loginSessionService;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    PasswordChangeExecutor(
            AccountRepository accounts,
            PasswordResetCodeRepository codes,
            JpaSecurityNoticeService jpaSecurityNoticeService,
            LoginSessionService loginSessionService,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.accounts = accounts;
        this.codes = codes;
        this.jpaSecurityNoticeService = jpaSecurityNoticeService;
        this.loginSessionService = loginSessionService;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Replaces the password. Returns empty if the account is not active, or if the stored password is no longer the one
     * that was checked, so that the second of two concurrent changes fails.
     *
     * @throws org.stackdeck.identity.session.SessionEndedException if the caller's session has ended
     * @throws org.springframework.dao.ConcurrencyFailureException if the account was changed concurrently
     */
    @Transactional
    public Optional<User> replace(Caller caller, String checked, String hash) {
        // Lock the account before the session is checked, in the same order as administrators who end its sessions.
        AccountEntity account = accounts.lockById(caller.userId().value()).orElse(null);
        if (account == null || !account.passwordHash().equals(checked)) {
            return Optional.empty();
        }
        loginSessionService.requireActive(caller);
        return account.state() == User.State.ACTIVE ? Optional.of(store(caller, hash, "by-user")) : Optional.empty();
    }

    /**
     * Sets the password with a reset code. Returns false if the code was used, has expired or belongs to another user,
     * or if the account is not active.
     */
    @Transactional
    public boolean replaceByCode(UserName name, String digest, String hash, String source, Caller.Channel channel) {
        // Lock the account before the code, in the same order as administrators who disable the account, to prevent
        // deadlocks.
        AccountEntity accountEntity = accounts.lockByName(name.value()).orElse(null);
        if (accountEntity == null
                || accountEntity.state() != User.State.ACTIVE
                || codes.consume(accountEntity.id().value(), digest, clock.instant()) == 0) {
            return false;
        }
        store(new Caller(accountEntity.id(), name, source, channel), hash, "by-reset-code");
        return true;
    }

    private User store(Caller caller, String hash, String reason) {
        UserId id = caller.userId();
        AccountEntity accountEntity = accounts.findById(id.value()).orElseThrow(UnknownUserException::new);
        accountEntity.setPasswordHash(hash);
        codes.deleteByAccount(id.value());
        jpaSecurityNoticeService.add(id, SecurityNotice.Kind.PASSWORD_CHANGED, caller.source());
        audit.record(caller.ownAccountEntry(
                PasswordChangeService.ACTION, AuditEntry.Result.SUCCESS, AuditDetail.ofReason(reason)));
        events.publishEvent(new UserChanged(id));
        return accounts.saveAndFlush(accountEntity).toUser();
    }
}

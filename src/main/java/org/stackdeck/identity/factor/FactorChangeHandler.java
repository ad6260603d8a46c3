package org.stackdeck.identity.factor;

import java.util.List;
import org.springframework.stereotype.Component;
import org.stackdeck.audit.AuditDetail;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.identity.AuthenticationFactor;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.account.AccountRepository;
import org.stackdeck.identity.notice.JpaSecurityNoticeService;
import org.stackdeck.identity.notice.SecurityNotice.Kind;
import org.stackdeck.identity.session.LoginSessionService;

/** Completes the addition of a second factor, and its removal by the user. Runs in the transaction of the change. */
@Component
public class FactorChangeHandler {

    private final AccountRepository accounts;
    private final LoginSessionService loginSessionService;
    private final SecondFactorStatusService secondFactorService;
    private final SecondFactorRequiredRoleRepository requiredRoles;
    private final RecoveryCodeService recovery;
    private final UserDirectory userDirectory;
    private final JpaSecurityNoticeService jpaSecurityNoticeService;
    private final AuditTrail trail;

    FactorChangeHandler(
            AccountRepository accounts,
            LoginSessionService loginSessionService,
            SecondFactorStatusService secondFactorService,
            SecondFactorRequiredRoleRepository requiredRoles,
            RecoveryCodeService recovery,
            UserDirectory userDirectory,
            JpaSecurityNoticeService jpaSecurityNoticeService,
            AuditTrail trail) {
        this.accounts = accounts;
        this.loginSessionService = loginSessionService;
        this.secondFactorService = secondFactorService;
        this.requiredRoles = requiredRoles;
        this.recovery = recovery;
        this.userDirectory = userDirectory;
        this.jpaSecurityNoticeService = jpaSecurityNoticeService;
        this.trail = trail;
    }

    /**
     * Locks the account. Must be the first statement of the transaction, so that changes to factors, renewals of
     * recovery codes and resets by administrators run one after another and do not deadlock.
     *
     * @throws org.stackdeck.identity.session.SessionEndedException if the caller's session has ended, for example
     *     because an administrator has disabled the account while this transaction waited for the lock
     */
    public void lock(Caller caller) {
        accounts.lockById(caller.userId().value());
        loginSessionService.requireActive(caller);
    }

    /**
     * Records the added factor as verified in the current session, and ends the user's other sessions.
     *
     * @return recovery codes to be shown once; empty if the user already has some
     */
    public List<String> onFactorAdded(Caller caller, AuthenticationFactor factor) {
        record(caller, "factor.add", factor, Kind.PASSKEY_ADDED, Kind.TOTP_ADDED);
        loginSessionService.recordAuthentication(caller, factor);
        loginSessionService.endOthers(caller);
        return recovery.countRemaining(caller) > 0 ? List.of() : recovery.replace(caller.userId());
    }

    /**
     * Deletes the recovery codes if the removed factor was the last second factor.
     *
     * @throws AuthenticationFactorException if the removed factor was the last second factor and the user's role
     *     requires one
     */
    public void onFactorRemoved(Caller caller, AuthenticationFactor factor) {
        record(caller, "factor.remove", factor, Kind.PASSKEY_REMOVED, Kind.TOTP_REMOVED);
        if (!secondFactorService.factorsOf(caller.userId()).isEmpty()) {
            return;
        }
        if (requiredRoles.existsById(userDirectory.require(caller.userId()).role())) {
            throw new AuthenticationFactorException(AuthenticationFactorException.Reason.REQUIRED);
        }
        recovery.deleteAll(caller.userId());
    }

    private void record(Caller caller, String action, AuthenticationFactor factor, Kind ofPasskey, Kind ofTotp) {
        trail.record(caller.ownAccountEntry(action, AuditEntry.Result.SUCCESS, AuditDetail.of("factor", factor)));
        jpaSecurityNoticeService.add(
                caller.userId(), factor == AuthenticationFactor.PASSKEY ? ofPasskey : ofTotp, caller.source());
    }
}

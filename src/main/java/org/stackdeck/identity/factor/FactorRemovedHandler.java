package org.stackdeck.identity.factor;

import org.springframework.stereotype.Component;
import org.stackdeck.identity.AuthenticationFactor;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UnknownUserException;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.account.AccountRepository;
import org.stackdeck.identity.account.OwnAccountAuditRecorder;
import org.stackdeck.identity.notice.JpaSecurityNoticeService;
import org.stackdeck.identity.notice.SecurityNotice.Kind;

/** Completes the removal of a second factor by its user. */
@Component
public class FactorRemovedHandler {

    private final AccountRepository accounts;
    private final SecondFactorStatusService secondFactorService;
    private final SecondFactorRequiredRoleRepository requirements;
    private final RecoveryCodeService recovery;
    private final UserDirectory userDirectory;
    private final JpaSecurityNoticeService jpaSecurityNoticeService;
    private final OwnAccountAuditRecorder recorder;

    FactorRemovedHandler(
            AccountRepository accounts,
            SecondFactorStatusService secondFactorService,
            SecondFactorRequiredRoleRepository requirements,
            RecoveryCodeService recovery,
            UserDirectory userDirectory,
            JpaSecurityNoticeService jpaSecurityNoticeService,
            OwnAccountAuditRecorder recorder) {
        this.accounts = accounts;
        this.secondFactorService = secondFactorService;
        this.requirements = requirements;
        this.recovery = recovery;
        this.userDirectory = userDirectory;
        this.jpaSecurityNoticeService = jpaSecurityNoticeService;
        this.recorder = recorder;
    }

    /**
     * Runs in the transaction of the removal. Deletes the recovery codes when the last second factor is removed.
     *
     * @throws AuthenticationFactorException if the user's role requires a second factor
     */
    public void onFactorRemoved(Caller caller, AuthenticationFactor authenticationFactor) {
        // Lock, so that of two concurrent removals the second one detects that it removes the last factor.
        accounts.hold(caller.userId().value());
        recorder.recordSuccess(caller, "factor.remove", "factor=" + authenticationFactor);
        jpaSecurityNoticeService.add(
                caller.userId(),
                authenticationFactor == AuthenticationFactor.PASSKEY ? Kind.PASSKEY_REMOVED : Kind.TOTP_REMOVED,
                caller.source());
        if (!secondFactorService.factorsOf(caller.userId()).isEmpty()) {
            return;
        }
        User.Role role = userDirectory
                .find(caller.userId())
                .orElseThrow(UnknownUserException::new)
                .role();
        if (requirements.existsById(role)) {
            throw new AuthenticationFactorException(AuthenticationFactorException.Reason.REQUIRED);
        }
        recovery.deleteAll(caller.userId());
    }
}

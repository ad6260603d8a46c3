package org.stackdeck.identity.factor;

import java.util.List;
import org.springframework.stereotype.Component;
import org.stackdeck.identity.AuthenticationFactor;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.account.AccountRepository;
import org.stackdeck.identity.account.OwnAccountAuditRecorder;
import org.stackdeck.identity.notice.JpaSecurityNoticeService;
import org.stackdeck.identity.notice.SecurityNotice.Kind;
import org.stackdeck.identity.session.LoginSessionService;

/** Completes the enrolment of a second factor. */
@Component
public class FactorAddedHandler {

    private final AccountRepository accounts;
    private final LoginSessionService loginSessionService;
    private final RecoveryCodeService recovery;
    private final JpaSecurityNoticeService jpaSecurityNoticeService;
    private final OwnAccountAuditRecorder recorder;

    FactorAddedHandler(
            AccountRepository accounts,
            LoginSessionService loginSessionService,
            RecoveryCodeService recovery,
            JpaSecurityNoticeService jpaSecurityNoticeService,
            OwnAccountAuditRecorder recorder) {
        this.accounts = accounts;
        this.loginSessionService = loginSessionService;
        this.recovery = recovery;
        this.jpaSecurityNoticeService = jpaSecurityNoticeService;
        this.recorder = recorder;
    }

    /**
     * Runs in the transaction of the enrolment. The current session counts as authenticated by the factor; the user's
     * other sessions end.
     *
     * @return recovery codes to be shown once; empty if the user already has some
     */
    public List<String> onFactorAdded(Caller caller, AuthenticationFactor authenticationFactor) {
        // Lock, so that a concurrent removal of factors or renewal of recovery codes is complete before or starts
        // after.
        accounts.hold(caller.userId().value());
        recorder.recordSuccess(caller, "factor.add", "factor=" + authenticationFactor);
        jpaSecurityNoticeService.add(
                caller.userId(),
                authenticationFactor == AuthenticationFactor.PASSKEY ? Kind.PASSKEY_ADDED : Kind.TOTP_ADDED,
                caller.source());
        loginSessionService.recordAuthentication(caller, authenticationFactor);
        loginSessionService.endOthers(caller);
        return recovery.countRemaining(caller) > 0 ? List.of() : recovery.replace(caller.userId());
    }
}

package org.stackdeck.identity.factor;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.audit.AuditDetail;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.identity.AuthenticationFactor;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.InvalidInputException;
import org.stackdeck.identity.InvalidInputException.InputField;
import org.stackdeck.identity.InvalidInputException.InputProblem;
import org.stackdeck.identity.TooManyAttemptsException;
import org.stackdeck.identity.notice.JpaSecurityNoticeService;
import org.stackdeck.identity.notice.SecurityNotice;
import org.stackdeck.identity.secret.UnreadableSecretException;
import org.stackdeck.identity.session.LoginSessionRepository;
import org.stackdeck.identity.signin.AttemptPermit;
import org.stackdeck.identity.signin.AttemptThrottle;

/** Verifies a code of the authenticator app or a recovery code, and consumes it. */
@Component
public class SecondFactorCodeVerifier {

    private static final Pattern TOTP_CODE = Pattern.compile("\\d{" + Totp.DIGITS + "}");
    /** Maximum length of a typed recovery code, including spaces and dashes. */
    private static final int MAX_CODE_LENGTH = 100;

    private final TotpCodeVerifier totpCodeVerifier;
    private final RecoveryCodeService recovery;
    private final LoginSessionRepository sessions;
    private final AttemptThrottle attemptThrottle;
    private final JpaSecurityNoticeService jpaSecurityNoticeService;
    private final AuditTrail trail;
    private final TransactionTemplate transaction;

    SecondFactorCodeVerifier(
            TotpCodeVerifier totpCodeVerifier,
            RecoveryCodeService recovery,
            LoginSessionRepository sessions,
            AttemptThrottle attemptThrottle,
            JpaSecurityNoticeService jpaSecurityNoticeService,
            AuditTrail trail,
            PlatformTransactionManager transactions) {
        this.totpCodeVerifier = totpCodeVerifier;
        this.recovery = recovery;
        this.sessions = sessions;
        this.attemptThrottle = attemptThrottle;
        this.jpaSecurityNoticeService = jpaSecurityNoticeService;
        this.trail = trail;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Verifies the code and consumes it. Wrong codes are audited and throttled. A recovery code is checked before the
     * attempt is counted: it cannot be guessed, so a valid code is accepted even after too many attempts. Attempts in a
     * session with a verified second factor have a separate limit.
     *
     * @param action action name for the audit trail
     * @return the factor to which the code belongs; empty if the code is wrong
     * @throws InvalidInputException if the app's secret cannot be decrypted
     * @throws TooManyAttemptsException after too many wrong codes
     */
    public Optional<AuthenticationFactor> verifyAndConsume(Caller caller, String typed, String action) {
        String digits = typed.replaceAll("\\s", "");
        boolean fromApp = TOTP_CODE.matcher(digits).matches();
        if (!fromApp && typed.length() <= MAX_CODE_LENGTH && useRecoveryCode(caller, typed.strip())) {
            return Optional.of(AuthenticationFactor.RECOVERY_CODE);
        }
        AttemptPermit attemptPermit = countAttempt(caller);
        if (fromApp && matchesTotp(caller, digits, attemptPermit, action)) {
            attemptPermit.refund();
            attemptThrottle.recordSecondFactor(caller.userId(), caller.source());
            return Optional.of(AuthenticationFactor.TOTP);
        }
        trail.recordRefusal(
                caller.ownAccountEntry(action, AuditEntry.Result.REFUSED, AuditDetail.ofReason("wrong-code")));
        return Optional.empty();
    }

    /**
     * Counts an attempt. After too many attempts without a verified second factor, notifies the user at most once in
     * ten minutes.
     */
    private AttemptPermit countAttempt(Caller caller) {
        if (hasVerifiedSecondFactor(caller)) {
            return attemptThrottle.ownCodeAttempt(caller);
        }
        try {
            return attemptThrottle.codeAttempt(caller.userId(), caller.source());
        } catch (TooManyAttemptsException e) {
            if (attemptThrottle.tryCodeNotice(caller.userId())) {
                transaction.executeWithoutResult(_ -> jpaSecurityNoticeService.add(
                        caller.userId(), SecurityNotice.Kind.WRONG_CODES, caller.source()));
            }
            throw e;
        }
    }

    private boolean hasVerifiedSecondFactor(Caller caller) {
        return sessions.findByCaller(caller)
                .filter(session -> session.factors().stream().anyMatch(AuthenticationFactor::isSecondFactor))
                .isPresent();
    }

    private boolean useRecoveryCode(Caller caller, String typed) {
        return Boolean.TRUE.equals(transaction.execute(_ -> {
            boolean used = recovery.consume(caller.userId(), typed);
            if (used) {
                trail.record(caller.ownAccountEntry("factor.use-recovery-code", AuditEntry.Result.SUCCESS, null));
                jpaSecurityNoticeService.add(caller.userId(), SecurityNotice.Kind.RECOVERY_CODE_USED, caller.source());
            }
            return used;
        }));
    }

    private boolean matchesTotp(Caller caller, String digits, AttemptPermit attemptPermit, String action) {
        try {
            return Boolean.TRUE.equals(transaction.execute(_ -> totpCodeVerifier.consume(caller.userId(), digits)));
        } catch (UnreadableSecretException e) {
            // The code was not checked, so the attempt does not count.
            attemptPermit.refund();
            trail.recordRefusal(caller.ownAccountEntry(
                    action, AuditEntry.Result.REFUSED, AuditDetail.ofReason("secret-unreadable")));
            throw new InvalidInputException(Map.of(InputField.CODE, InputProblem.CODE_UNCHECKABLE));
        }
    }
}

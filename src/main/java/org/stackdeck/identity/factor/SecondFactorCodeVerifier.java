package org.stackdeck.identity.factor;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.identity.AuthenticationFactor;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.InvalidInputException;
import org.stackdeck.identity.InvalidInputException.InputField;
import org.stackdeck.identity.InvalidInputException.InputProblem;
import org.stackdeck.identity.TooManyAttemptsException;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.account.AccountAuditRecorder;
import org.stackdeck.identity.notice.JpaSecurityNoticeService;
import org.stackdeck.identity.notice.SecurityNotice;
import org.stackdeck.identity.secret.SecretBox;
import org.stackdeck.identity.secret.UnreadableSecretException;
import org.stackdeck.identity.signin.AttemptThrottle;

/** Verifies a code of the authenticator app or a recovery code, and consumes it. */
@Component
public class SecondFactorCodeVerifier {

    private static final Pattern TOTP_CODE = Pattern.compile("\\d{" + Totp.DIGITS + "}");
    /** Upper limit for the length of any code, including spaces. */
    private static final int MAX_CODE_LENGTH = 100;

    private final TotpRepository totps;
    private final RecoveryCodeService recovery;
    private final SecretBox box;
    private final AttemptThrottle attemptThrottle;
    private final JpaSecurityNoticeService jpaSecurityNoticeService;
    private final AccountAuditRecorder recorder;
    private final Clock clock;
    private final TransactionTemplate transaction;

    SecondFactorCodeVerifier(
            TotpRepository totps,
            RecoveryCodeService recovery,
            SecretBox box,
            AttemptThrottle attemptThrottle,
            JpaSecurityNoticeService jpaSecurityNoticeService,
            AccountAuditRecorder recorder,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.totps = totps;
        this.recovery = recovery;
        this.box = box;
        this.attemptThrottle = attemptThrottle;
        this.jpaSecurityNoticeService = jpaSecurityNoticeService;
        this.recorder = recorder;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Verifies the code and consumes it. Wrong codes are audited and throttled like wrong passwords.
     *
     * @param action action name for the audit trail
     * @return the factor that the code belongs to; empty if the code is wrong
     * @throws InvalidInputException if the app's secret cannot be decrypted
     * @throws TooManyAttemptsException after too many wrong codes
     */
    public Optional<AuthenticationFactor> verifyAndConsume(Caller caller, String typed, String action) {
        AttemptThrottle.Attempt attempt = attemptThrottle.codeAttempt(caller.userId(), caller.source());
        Optional<AuthenticationFactor> proved;
        try {
            proved = typed.length() > MAX_CODE_LENGTH
                    ? Optional.empty()
                    : transaction.execute(_ -> matchedFactor(caller, typed.strip()));
        } catch (UnreadableSecretException e) {
            // The code was not checked, so the attempt does not count.
            attempt.refund();
            recorder.recordRefusal(caller, action, "the key of the authenticator app's secret is lost");
            throw new InvalidInputException(Map.of(InputField.CODE, InputProblem.CODE_UNCHECKABLE));
        }
        if (proved.isPresent()) {
            attempt.refund();
        } else {
            recorder.recordRefusal(caller, action, "wrong code");
        }
        return proved;
    }

    private Optional<AuthenticationFactor> matchedFactor(Caller caller, String typed) {
        String digits = typed.replaceAll("\\s", "");
        if (TOTP_CODE.matcher(digits).matches()) {
            return matchesTotp(caller.userId(), digits) ? Optional.of(AuthenticationFactor.TOTP) : Optional.empty();
        }
        if (recovery.consume(caller.userId(), typed)) {
            recorder.recordSuccess(caller, "factor.use-recovery-code", null);
            jpaSecurityNoticeService.add(caller.userId(), SecurityNotice.Kind.RECOVERY_CODE_USED, caller.source());
            return Optional.of(AuthenticationFactor.RECOVERY_CODE);
        }
        return Optional.empty();
    }

    private boolean matchesTotp(UserId user, String code) {
        return totps.findById(user.value())
                .filter(TotpEntity::confirmed)
                .map(totpEntity -> consumeStep(user, totpEntity, code))
                .orElse(false);
    }

    private boolean consumeStep(UserId user, TotpEntity totpEntity, String code) {
        OptionalLong step = matchingStep(user, totpEntity, code);
        return step.isPresent() && totps.use(user.value(), totpEntity.sealed(), step.getAsLong()) > 0;
    }

    /** Confirms the app if the code is correct. Runs in the caller's transaction. */
    boolean confirm(UserId user, TotpEntity totpEntity, String code) {
        OptionalLong step = matchingStep(user, totpEntity, code);
        return step.isPresent() && totps.confirm(user.value(), totpEntity.sealed(), step.getAsLong()) > 0;
    }

    private OptionalLong matchingStep(UserId user, TotpEntity totpEntity, String code) {
        return Totp.stepOf(box.open(totpEntity.sealed(), user.toString()), code, clock.instant());
    }
}

package org.stackdeck.identity;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.identity.InvalidInputException.Field;
import org.stackdeck.identity.InvalidInputException.Problem;

/** Verifies a code of the authenticator app or a recovery code, and consumes it. */
@Component
class CodeCheck {

    private static final Pattern OF_APP = Pattern.compile("\\d{" + Totp.DIGITS + "}");
    /** Upper limit for the length of any code, including spaces. */
    private static final int LONGEST = 100;

    private final TotpRepository totps;
    private final RecoveryCodes recovery;
    private final SecretBox box;
    private final Throttle throttle;
    private final StoredNotices notices;
    private final IdentityAudit audit;
    private final Clock clock;
    private final TransactionTemplate transaction;

    CodeCheck(
            TotpRepository totps,
            RecoveryCodes recovery,
            SecretBox box,
            Throttle throttle,
            StoredNotices notices,
            IdentityAudit audit,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.totps = totps;
        this.recovery = recovery;
        this.box = box;
        this.throttle = throttle;
        this.notices = notices;
        this.audit = audit;
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
    Optional<Factor> spend(Caller caller, String typed, String action) {
        Throttle.Attempt attempt = throttle.code(caller.userId(), caller.source());
        Optional<Factor> proved;
        try {
            proved = typed.length() > LONGEST
                    ? Optional.empty()
                    : transaction.execute(_ -> proved(caller, typed.strip()));
        } catch (UnreadableSecretException e) {
            // The code was not checked, so the attempt does not count.
            attempt.giveBack();
            audit.refused(caller, action, "the key of the authenticator app's secret is lost");
            throw new InvalidInputException(Map.of(Field.CODE, Problem.CODE_UNCHECKABLE));
        }
        if (proved.isPresent()) {
            attempt.giveBack();
        } else {
            audit.refused(caller, action, "wrong code");
        }
        return proved;
    }

    private Optional<Factor> proved(Caller caller, String typed) {
        String digits = typed.replaceAll("\\s", "");
        if (OF_APP.matcher(digits).matches()) {
            return ofApp(caller.userId(), digits) ? Optional.of(Factor.TOTP) : Optional.empty();
        }
        if (recovery.spend(caller.userId(), typed)) {
            audit.done(caller, "factor.use-recovery-code", null);
            notices.tell(caller.userId(), Notice.Kind.RECOVERY_CODE_USED, caller.source());
            return Optional.of(Factor.RECOVERY_CODE);
        }
        return Optional.empty();
    }

    private boolean ofApp(UserId user, String code) {
        return totps.findById(user.value())
                .filter(StoredTotp::confirmed)
                .map(totp -> use(user, totp, code))
                .orElse(false);
    }

    private boolean use(UserId user, StoredTotp totp, String code) {
        OptionalLong step = step(user, totp, code);
        return step.isPresent() && totps.use(user.value(), totp.sealed(), step.getAsLong()) > 0;
    }

    /** Confirms the app if the code is correct. Runs in the caller's transaction. */
    boolean confirm(UserId user, StoredTotp totp, String code) {
        OptionalLong step = step(user, totp, code);
        return step.isPresent() && totps.confirm(user.value(), totp.sealed(), step.getAsLong()) > 0;
    }

    private OptionalLong step(UserId user, StoredTotp totp, String code) {
        return Totp.stepOf(box.open(totp.sealed(), user.toString()), code, clock.instant());
    }
}

package org.stackdeck.identity;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.identity.InvalidInputException.Field;
import org.stackdeck.identity.InvalidInputException.Problem;

/**
 * Sets up, confirms and removes authenticator apps (TOTP). Once confirmed, the password alone is not sufficient to sign
 * in.
 */
@Service
public class AuthenticatorApp {

    private static final String ISSUER = "Stackdeck";

    private final TotpRepository totps;
    private final CodeCheck check;
    private final NewFactors arriving;
    private final LeavingFactors leaving;
    private final SecretBox box;
    private final Throttle throttle;
    private final StepUp stepUp;
    private final Clock clock;
    private final TransactionTemplate transaction;

    AuthenticatorApp(
            TotpRepository totps,
            CodeCheck check,
            NewFactors arriving,
            LeavingFactors leaving,
            SecretBox box,
            Throttle throttle,
            StepUp stepUp,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.totps = totps;
        this.check = check;
        this.arriving = arriving;
        this.leaving = leaving;
        this.box = box;
        this.throttle = throttle;
        this.stepUp = stepUp;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Generates a secret for the app. The app is not a factor until it is confirmed; an unconfirmed secret is replaced.
     *
     * @throws FactorException if the user already has an app
     * @throws StepUpRequiredException if the last authentication is too old
     */
    public Enrolment begin(Caller caller) {
        stepUp.require(caller);
        byte[] secret = Totp.newSecret();
        transaction.executeWithoutResult(_ -> {
            totps.removeUnconfirmed(caller.userId().value());
            if (totps.findById(caller.userId().value()).isPresent()) {
                throw new FactorException(FactorException.Reason.ALREADY_ENROLLED);
            }
            totps.save(new StoredTotp(
                    caller.userId(),
                    box.seal(secret, caller.userId().toString()),
                    clock.instant().truncatedTo(ChronoUnit.MICROS)));
        });
        return enrolment(caller, secret);
    }

    /** The unconfirmed enrolment, if any; empty as well if its secret cannot be decrypted. */
    @Transactional(readOnly = true)
    public Optional<Enrolment> begun(Caller caller) {
        return totps.findById(caller.userId().value())
                .filter(totp -> !totp.confirmed())
                .filter(totp -> box.opens(totp.sealed(), caller.userId().toString()))
                .map(totp -> enrolment(
                        caller, box.open(totp.sealed(), caller.userId().toString())));
    }

    /**
     * Confirms the app with a code, which also authenticates the session. The user's other sessions end, because they
     * were created without the second factor.
     *
     * @return recovery codes to be shown once; empty if the user already has some
     * @throws FactorException if there is no unconfirmed enrolment
     * @throws InvalidInputException if the code is wrong
     * @throws StepUpRequiredException if the last authentication is too old
     * @throws TooManyAttemptsException after too many wrong codes
     */
    public List<String> confirm(Caller caller, String code) {
        stepUp.require(caller);
        Throttle.Attempt attempt = throttle.code(caller.userId(), caller.source());
        List<String> codes = transaction.execute(_ -> {
            StoredTotp begun = totps.findById(caller.userId().value())
                    .filter(totp -> !totp.confirmed())
                    .filter(totp -> box.opens(totp.sealed(), caller.userId().toString()))
                    .orElseThrow(() -> new FactorException(FactorException.Reason.NOT_ENROLLED));
            if (!check.confirm(caller.userId(), begun, code.replaceAll("\\s", ""))) {
                throw new InvalidInputException(Map.of(Field.CODE, Problem.CODE_WRONG));
            }
            return arriving.added(caller, Factor.TOTP);
        });
        attempt.giveBack();
        return Objects.requireNonNull(codes);
    }

    /**
     * Removes the app. If it was the last second factor, the recovery codes are deleted as well.
     *
     * @throws FactorException if there is no app, or it is the last second factor and the user's role requires one
     * @throws StepUpRequiredException if the last authentication is too old
     */
    public void remove(Caller caller) {
        stepUp.require(caller);
        transaction.executeWithoutResult(_ -> {
            if (totps.remove(caller.userId().value()) == 0) {
                throw new FactorException(FactorException.Reason.NOT_ENROLLED);
            }
            leaving.removed(caller, Factor.TOTP);
        });
    }

    private static Enrolment enrolment(Caller caller, byte[] secret) {
        return new Enrolment(Totp.base32(secret), Totp.uri(secret, caller.userName(), ISSUER));
    }

    /**
     * Data for the authenticator app.
     *
     * @param secret in base32, for manual entry
     * @param uri content of the QR code
     */
    public record Enrolment(String secret, String uri) {

        @Override
        public String toString() {
            return "Enrolment[…]";
        }
    }
}

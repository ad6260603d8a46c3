package org.stackdeck.identity.factor;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.identity.AuthenticationFactor;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.InvalidInputException;
import org.stackdeck.identity.InvalidInputException.InputField;
import org.stackdeck.identity.InvalidInputException.InputProblem;
import org.stackdeck.identity.SessionId;
import org.stackdeck.identity.StepUpCheck;
import org.stackdeck.identity.StepUpRequiredException;
import org.stackdeck.identity.TooManyAttemptsException;
import org.stackdeck.identity.secret.SecretBox;
import org.stackdeck.identity.signin.AttemptPermit;
import org.stackdeck.identity.signin.AttemptThrottle;

/**
 * Sets up, confirms and removes authenticator apps (TOTP). Once an app is confirmed, the password alone is no longer
 * sufficient to sign in.
 */
@Service
public class TotpEnrollmentService {

    private static final String ISSUER = "Stackdeck";

    private static final Duration ENROLLMENT_LIFETIME = Duration.ofMinutes(15);

    private final TotpRepository totps;
    private final TotpCodeVerifier verifier;
    private final FactorChangeHandler factorChangeHandler;
    private final SecretBox box;
    private final AttemptThrottle attemptThrottle;
    private final StepUpCheck stepUpCheck;
    private final Clock clock;
    private final TransactionTemplate transaction;

    TotpEnrollmentService(
            TotpRepository totps,
            TotpCodeVerifier verifier,
            FactorChangeHandler factorChangeHandler,
            SecretBox box,
            AttemptThrottle attemptThrottle,
            StepUpCheck stepUpCheck,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.totps = totps;
        this.verifier = verifier;
        this.factorChangeHandler = factorChangeHandler;
        this.box = box;
        this.attemptThrottle = attemptThrottle;
        this.stepUpCheck = stepUpCheck;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Generates a secret for the app, and replaces an unconfirmed one. The app becomes a factor only when the same
     * session confirms it within 15 minutes.
     *
     * @throws AuthenticationFactorException if the user already has an app
     * @throws StepUpRequiredException if the last authentication is too old
     */
    public TotpEnrollment beginEnrollment(Caller caller) {
        attemptThrottle.recordChange(caller);
        stepUpCheck.require(caller);
        byte[] secret = Totp.newSecret();
        transaction.executeWithoutResult(_ -> {
            factorChangeHandler.lock(caller);
            totps.deleteUnconfirmed(caller.userId().value());
            if (totps.findById(caller.userId().value()).isPresent()) {
                throw new AuthenticationFactorException(AuthenticationFactorException.Reason.ALREADY_ENROLLED);
            }
            totps.save(new TotpEntity(
                    caller.userId(),
                    session(caller),
                    box.seal(secret, caller.userId().toString()),
                    clock.instant()));
        });
        return enrollment(caller, secret);
    }

    /**
     * Returns the unconfirmed enrollment of the session; empty if there is none, if it has expired, or if its secret
     * cannot be decrypted.
     */
    @Transactional(readOnly = true)
    public Optional<TotpEnrollment> pendingEnrollment(Caller caller) {
        return findPending(caller)
                .map(totpEntity -> enrollment(
                        caller,
                        box.open(totpEntity.encryptedSecret(), caller.userId().toString())));
    }

    private Optional<TotpEntity> findPending(Caller caller) {
        Instant oldest = clock.instant().minus(ENROLLMENT_LIFETIME);
        return totps.findById(caller.userId().value())
                .filter(totpEntity -> totpEntity.isPendingIn(session(caller), oldest))
                .filter(totpEntity -> box.canOpen(
                        totpEntity.encryptedSecret(), caller.userId().toString()));
    }

    private static SessionId session(Caller caller) {
        return Objects.requireNonNull(caller.session());
    }

    /**
     * Confirms the app with a code. This also authenticates the session. The user's other sessions end, because they
     * were created without the second factor.
     *
     * @return recovery codes to be shown once; empty if the user already has some
     * @throws AuthenticationFactorException if the session has no {@link #pendingEnrollment}
     * @throws InvalidInputException if the code is wrong
     * @throws StepUpRequiredException if the last authentication is too old
     * @throws TooManyAttemptsException after too many wrong codes
     */
    public List<String> confirm(Caller caller, String code) {
        stepUpCheck.require(caller);
        AttemptPermit attemptPermit = attemptThrottle.ownCodeAttempt(caller);
        List<String> codes = transaction.execute(_ -> {
            factorChangeHandler.lock(caller);
            TotpEntity pending = findPending(caller)
                    .orElseThrow(
                            () -> new AuthenticationFactorException(AuthenticationFactorException.Reason.NOT_ENROLLED));
            if (!verifier.confirm(caller.userId(), pending, code.replaceAll("\\s", ""))) {
                throw new InvalidInputException(Map.of(InputField.CODE, InputProblem.CODE_WRONG));
            }
            return factorChangeHandler.onFactorAdded(caller, AuthenticationFactor.TOTP);
        });
        attemptPermit.refund();
        return Objects.requireNonNull(codes);
    }

    /**
     * Removes the app. Also deletes the recovery codes if the app was the last second factor.
     *
     * @throws AuthenticationFactorException if there is no app, or the app is the last second factor and the user's
     *     role requires one
     * @throws StepUpRequiredException if the last authentication is too old
     */
    public void remove(Caller caller) {
        attemptThrottle.recordChange(caller);
        stepUpCheck.require(caller);
        transaction.executeWithoutResult(_ -> {
            factorChangeHandler.lock(caller);
            totps.deleteUnconfirmed(caller.userId().value());
            if (totps.deleteByAccount(caller.userId().value()) == 0) {
                throw new AuthenticationFactorException(AuthenticationFactorException.Reason.NOT_ENROLLED);
            }
            factorChangeHandler.onFactorRemoved(caller, AuthenticationFactor.TOTP);
        });
    }

    private static TotpEnrollment enrollment(Caller caller, byte[] secret) {
        return new TotpEnrollment(Totp.base32(secret), Totp.uri(secret, caller.userName(), ISSUER));
    }

    /**
     * Data for the authenticator app.
     *
     * @param secret in Base32
     * @param uri content of the QR code
     */
    public record TotpEnrollment(String secret, String uri) {

        /** Returns the secret in groups of four characters, for manual entry. */
        public String groupedSecret() {
            return secret.replaceAll("(.{4})(?=.)", "$1 ");
        }

        @Override
        public String toString() {
            return "TotpEnrollment[…]";
        }
    }
}

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
 * The app that shows a user codes by time: set up, confirmed by one code, and taken away again. From then on the password
 * alone lets nobody in.
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
     * Makes a secret for the app, which proves nothing until it is confirmed. One that was not confirmed is replaced.
     *
     * @throws FactorException when there is an app already
     * @throws StepUpRequiredException when the last proof is too old
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

    /** The setting up that was begun and not confirmed yet. One whose secret cannot be read has to be begun again. */
    @Transactional(readOnly = true)
    public Optional<Enrolment> begun(Caller caller) {
        return totps.findById(caller.userId().value())
                .filter(totp -> !totp.confirmed())
                .filter(totp -> box.opens(totp.sealed(), caller.userId().toString()))
                .map(totp -> enrolment(
                        caller, box.open(totp.sealed(), caller.userId().toString())));
    }

    /**
     * Takes the app as a factor, and the code as its first proof. The user's other sessions end: they began without it.
     *
     * @return recovery codes to be shown once; empty when the user has some already
     * @throws FactorException when nothing was begun
     * @throws InvalidInputException when the code is wrong
     * @throws StepUpRequiredException when the last proof is too old
     * @throws TooManyAttemptsException after too many wrong ones
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
     * Takes the app away; with the last second factor the recovery codes go too.
     *
     * @throws FactorException when there is none, or it is the last one of someone whose role requires one
     * @throws StepUpRequiredException when the last proof is too old
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
     * What the app needs.
     *
     * @param secret in base32, for typing
     * @param uri for the picture that the app reads
     */
    public record Enrolment(String secret, String uri) {

        @Override
        public String toString() {
            return "Enrolment[…]";
        }
    }
}

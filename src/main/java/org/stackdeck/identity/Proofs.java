package org.stackdeck.identity;

import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.identity.InvalidInputException.Field;
import org.stackdeck.identity.InvalidInputException.Problem;

/** How people prove who they are within a session: to complete their sign-in, or anew before what needs it. */
@Service
public class Proofs {

    private static final String ACTION = "session.prove";

    private final AccountRepository accounts;
    private final Passwords passwords;
    private final CodeCheck codes;
    private final SecondFactors factors;
    private final LoginSessions sessions;
    private final Throttle throttle;
    private final IdentityAudit audit;
    private final TransactionTemplate transaction;

    Proofs(
            AccountRepository accounts,
            Passwords passwords,
            CodeCheck codes,
            SecondFactors factors,
            LoginSessions sessions,
            Throttle throttle,
            IdentityAudit audit,
            PlatformTransactionManager transactions) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.codes = codes;
        this.factors = factors;
        this.sessions = sessions;
        this.throttle = throttle;
        this.audit = audit;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** By which factors the caller can: second ones if they have any, else the password. */
    public Set<Factor> means(Caller caller) {
        return StoredStepUp.means(factors.of(caller.userId()));
    }

    /**
     * By a code of the authenticator app, or a recovery code.
     *
     * @throws InvalidInputException when it is wrong
     * @throws TooManyAttemptsException after too many wrong ones
     */
    public void byCode(Caller caller, String code) {
        Factor proved = codes.spend(caller, code, ACTION)
                .orElseThrow(() -> new InvalidInputException(Map.of(Field.CODE, Problem.CODE_WRONG)));
        record(caller, proved);
    }

    /**
     * By the password, for whoever has no second factor.
     *
     * @throws FactorException when the user has one
     * @throws InvalidInputException when it is wrong
     * @throws TooManyAttemptsException after too many wrong ones
     */
    public void byPassword(Caller caller, String password) {
        if (!factors.of(caller.userId()).isEmpty()) {
            throw new FactorException(FactorException.Reason.CODE_NEEDED);
        }
        Throttle.Attempt attempt = throttle.secret(caller.userName().value(), caller.source());
        Account account = accounts.findById(caller.userId().value()).orElse(null);
        if (!passwords.match(password, account)) {
            audit.refused(caller, ACTION, "wrong current password");
            throw new InvalidInputException(Map.of(Field.CURRENT_PASSWORD, Problem.PASSWORD_WRONG));
        }
        attempt.giveBack();
        record(caller, Factor.PASSWORD);
    }

    private void record(Caller caller, Factor factor) {
        transaction.executeWithoutResult(_ -> {
            sessions.proved(caller, factor);
            audit.done(caller, ACTION, "factor=" + factor);
        });
    }
}

package org.stackdeck.identity;

import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.identity.InvalidInputException.Field;
import org.stackdeck.identity.InvalidInputException.Problem;

/** Records verified factors in the session's row. */
@Service
class StoredProofs implements Proofs {

    private static final String ACTION = "session.prove";

    private final AccountRepository accounts;
    private final Passwords passwords;
    private final CodeCheck codes;
    private final PasskeyCeremonies ceremonies;
    private final SecondFactors factors;
    private final LoginSessions sessions;
    private final Throttle throttle;
    private final IdentityAudit audit;
    private final TransactionTemplate transaction;

    StoredProofs(
            AccountRepository accounts,
            Passwords passwords,
            CodeCheck codes,
            PasskeyCeremonies ceremonies,
            SecondFactors factors,
            LoginSessions sessions,
            Throttle throttle,
            IdentityAudit audit,
            PlatformTransactionManager transactions) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.codes = codes;
        this.ceremonies = ceremonies;
        this.factors = factors;
        this.sessions = sessions;
        this.throttle = throttle;
        this.audit = audit;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public Set<Factor> means(Caller caller) {
        return StoredStepUp.means(factors.of(caller.userId()));
    }

    @Override
    public void byCode(Caller caller, String code) {
        Factor proved = codes.spend(caller, code, ACTION)
                .orElseThrow(() -> new InvalidInputException(Map.of(Field.CODE, Problem.CODE_WRONG)));
        record(caller, proved);
    }

    @Override
    public void byPasskey(Caller caller, String answer) {
        Throttle.Attempt attempt = throttle.code(caller.userId(), caller.source());
        try {
            if (!ceremonies.answered(answer).equals(caller.userId())) {
                throw new PasskeyException("someone else's");
            }
        } catch (PasskeyException e) {
            audit.refused(caller, ACTION, "factor=" + Factor.PASSKEY);
            throw e;
        }
        attempt.giveBack();
        record(caller, Factor.PASSKEY);
    }

    @Override
    public void byPassword(Caller caller, String password) {
        if (!factors.of(caller.userId()).isEmpty()) {
            throw new FactorException(FactorException.Reason.CODE_NEEDED);
        }
        Throttle.Attempt attempt = throttle.ownPassword(caller);
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

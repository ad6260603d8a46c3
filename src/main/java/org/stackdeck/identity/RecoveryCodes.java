package org.stackdeck.identity;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Codes to be written down for when the other factors are lost. Each is good for one sign-in. Of more than 112 bits, so
 * that a plain digest is enough to keep them (OWASP ASVS 5.0, 6.5.2).
 */
@Service
public class RecoveryCodes {

    static final int HOW_MANY = 10;
    private static final int GROUPS = 6;

    private final RecoveryCodeRepository codes;
    private final SecondFactors factors;
    private final StepUp stepUp;
    private final StoredNotices notices;
    private final IdentityAudit audit;
    private final TransactionTemplate transaction;

    RecoveryCodes(
            RecoveryCodeRepository codes,
            SecondFactors factors,
            StepUp stepUp,
            StoredNotices notices,
            IdentityAudit audit,
            PlatformTransactionManager transactions) {
        this.codes = codes;
        this.factors = factors;
        this.stepUp = stepUp;
        this.notices = notices;
        this.audit = audit;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** How many the user has left. */
    @Transactional(readOnly = true)
    public int left(Caller caller) {
        return codes.countByAccountId(caller.userId().value());
    }

    /**
     * Ten new ones in place of all before, to be shown once: they are kept as digests.
     *
     * @throws FactorException when the user has no second factor that they could stand in for
     * @throws StepUpRequiredException when the last proof is too old
     */
    public List<String> renew(Caller caller) {
        stepUp.require(caller);
        if (factors.of(caller.userId()).isEmpty()) {
            throw new FactorException(FactorException.Reason.NOT_ENROLLED);
        }
        List<String> fresh = Objects.requireNonNull(transaction.execute(_ -> {
            audit.done(caller, "factor.renew-codes", null);
            notices.tell(caller.userId(), Notice.Kind.RECOVERY_CODES_RENEWED, caller.source());
            return replace(caller.userId());
        }));
        return fresh;
    }

    /** In the caller's transaction. */
    List<String> replace(UserId user) {
        codes.removeAll(user.value());
        List<String> fresh =
                Stream.generate(() -> Secrets.code(GROUPS)).limit(HOW_MANY).toList();
        codes.saveAll(fresh.stream()
                .map(code -> new StoredRecoveryCode(user, Secrets.digestOfCode(code)))
                .toList());
        return fresh;
    }

    /** In the caller's transaction. */
    boolean spend(UserId user, String typed) {
        return codes.spend(user.value(), Secrets.digestOfCode(typed)) > 0;
    }

    /** In the caller's transaction. */
    void drop(UserId user) {
        codes.removeAll(user.value());
    }
}

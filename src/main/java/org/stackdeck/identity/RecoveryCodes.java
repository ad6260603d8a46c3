package org.stackdeck.identity;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Recovery codes for users who lost their other factors. Each code is valid for one sign-in. A code has more than 112
 * bits, so that storing a plain digest is sufficient (OWASP ASVS 5.0, 6.5.2).
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

    /** Number of unused codes of the user. */
    @Transactional(readOnly = true)
    public int left(Caller caller) {
        return codes.countByAccountId(caller.userId().value());
    }

    /**
     * Replaces all codes by ten new ones, to be shown once: only digests are stored.
     *
     * @throws FactorException if the user has no second factor
     * @throws StepUpRequiredException if the last authentication is too old
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

    /** Runs in the caller's transaction. */
    List<String> replace(UserId user) {
        codes.removeAll(user.value());
        List<String> fresh =
                Stream.generate(() -> Secrets.code(GROUPS)).limit(HOW_MANY).toList();
        codes.saveAll(fresh.stream()
                .map(code -> new StoredRecoveryCode(user, Secrets.digestOfCode(code)))
                .toList());
        return fresh;
    }

    /** Runs in the caller's transaction. */
    boolean spend(UserId user, String typed) {
        return codes.spend(user.value(), Secrets.digestOfCode(typed)) > 0;
    }

    /** Runs in the caller's transaction. */
    void drop(UserId user) {
        codes.removeAll(user.value());
    }
}

package org.stackdeck.identity.factor;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.StepUpCheck;
import org.stackdeck.identity.StepUpRequiredException;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.account.AccountRepository;
import org.stackdeck.identity.notice.JpaSecurityNoticeService;
import org.stackdeck.identity.notice.SecurityNotice;
import org.stackdeck.identity.secret.SecretTokens;
import org.stackdeck.identity.signin.AttemptThrottle;

/**
 * Manages recovery codes for users who have lost their other second factors. Each code can be used once. A code has
 * more than 112 bits of entropy, so storing a plain digest is sufficient (OWASP ASVS 5.0, 6.5.2).
 */
@Service
public class RecoveryCodeService {

    static final int CODE_COUNT = 10;
    private static final int GROUPS_PER_CODE = 6;

    private final RecoveryCodeRepository codes;
    private final AccountRepository accounts;
    private final SecondFactorStatusService secondFactorService;
    private final StepUpCheck stepUpCheck;
    private final JpaSecurityNoticeService jpaSecurityNoticeService;
    private final AttemptThrottle attemptThrottle;
    private final AuditTrail trail;
    private final TransactionTemplate transaction;

    RecoveryCodeService(
            RecoveryCodeRepository codes,
            AccountRepository accounts,
            SecondFactorStatusService secondFactorService,
            StepUpCheck stepUpCheck,
            JpaSecurityNoticeService jpaSecurityNoticeService,
            AttemptThrottle attemptThrottle,
            AuditTrail trail,
            PlatformTransactionManager transactions) {
        this.attemptThrottle = attemptThrottle;
        this.codes = codes;
        this.accounts = accounts;
        this.secondFactorService = secondFactorService;
        this.stepUpCheck = stepUpCheck;
        this.jpaSecurityNoticeService = jpaSecurityNoticeService;
        this.trail = trail;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Transactional(readOnly = true)
    public int countRemaining(Caller caller) {
        return codes.countByAccountId(caller.userId().value());
    }

    /**
     * Replaces all codes with ten new ones. The new codes can be returned only once, because only their digests are
     * stored.
     *
     * @throws AuthenticationFactorException if the user has no second factor
     * @throws StepUpRequiredException if the last authentication is too old
     */
    public List<String> regenerate(Caller caller) {
        attemptThrottle.recordChange(caller);
        return Objects.requireNonNull(transaction.execute(_ -> {
            // Lock the account. Until the codes are stored, the factors must not be removed, and the session must not
            // end.
            accounts.lockById(caller.userId().value());
            stepUpCheck.require(caller);
            if (secondFactorService.factorsOf(caller.userId()).isEmpty()) {
                throw new AuthenticationFactorException(AuthenticationFactorException.Reason.NOT_ENROLLED);
            }
            trail.record(caller.ownAccountEntry("factor.renew-codes", AuditEntry.Result.SUCCESS, null));
            jpaSecurityNoticeService.add(caller.userId(), SecurityNotice.Kind.RECOVERY_CODES_RENEWED, caller.source());
            return replace(caller.userId());
        }));
    }

    /** Replaces all codes in the caller's transaction, and returns the new ones. */
    List<String> replace(UserId user) {
        codes.deleteByAccount(user.value());
        List<String> fresh = Stream.generate(() -> SecretTokens.newCode(GROUPS_PER_CODE))
                .limit(CODE_COUNT)
                .toList();
        codes.saveAll(fresh.stream()
                .map(code -> new RecoveryCodeEntity(user, SecretTokens.digestOfCode(code)))
                .toList());
        return fresh;
    }

    /** Returns whether the code is valid, and consumes it. Runs in the caller's transaction. */
    boolean consume(UserId user, String typed) {
        String digest = SecretTokens.digestOfCode(typed);
        if (!codes.existsByCodeHashAndAccountId(digest, user.value())) {
            return false;
        }
        // Lock the account before the code, in the same order as a renewal, to prevent deadlocks. A wrong code locks
        // nothing.
        accounts.lockById(user.value());
        return codes.consume(user.value(), digest) > 0;
    }

    /** Deletes all codes in the caller's transaction. */
    void deleteAll(UserId user) {
        codes.deleteByAccount(user.value());
    }
}

package org.stackdeck.identity;

import org.springframework.stereotype.Component;
import org.stackdeck.identity.Notice.Kind;

/** Completes the removal of a second factor by its user. */
@Component
class LeavingFactors {

    private final AccountRepository accounts;
    private final SecondFactors factors;
    private final RequirementRepository requirements;
    private final RecoveryCodes recovery;
    private final Directory directory;
    private final StoredNotices notices;
    private final IdentityAudit audit;

    LeavingFactors(
            AccountRepository accounts,
            SecondFactors factors,
            RequirementRepository requirements,
            RecoveryCodes recovery,
            Directory directory,
            StoredNotices notices,
            IdentityAudit audit) {
        this.accounts = accounts;
        this.factors = factors;
        this.requirements = requirements;
        this.recovery = recovery;
        this.directory = directory;
        this.notices = notices;
        this.audit = audit;
    }

    /**
     * Runs in the transaction of the removal. Deletes the recovery codes when the last second factor is removed.
     *
     * @throws FactorException if the user's role requires a second factor
     */
    void removed(Caller caller, Factor factor) {
        // Lock, so that of two concurrent removals the second one detects that it removes the last factor.
        accounts.hold(caller.userId().value());
        audit.done(caller, "factor.remove", "factor=" + factor);
        notices.tell(
                caller.userId(), factor == Factor.PASSKEY ? Kind.PASSKEY_REMOVED : Kind.TOTP_REMOVED, caller.source());
        if (!factors.of(caller.userId()).isEmpty()) {
            return;
        }
        User.Role role = directory
                .find(caller.userId())
                .orElseThrow(UnknownUserException::new)
                .role();
        if (requirements.existsById(role)) {
            throw new FactorException(FactorException.Reason.REQUIRED);
        }
        recovery.drop(caller.userId());
    }
}

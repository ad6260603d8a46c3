package org.stackdeck.identity.factor;

import org.springframework.stereotype.Component;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.account.AccountRepository;
import org.stackdeck.identity.passkey.PasskeyRepository;

/** Resets the second factors of a user, for example after the user has lost them. */
@Component
public class SecondFactorResetService {

    private final AccountRepository accounts;
    private final TotpRepository totps;
    private final PasskeyRepository passkeys;
    private final RecoveryCodeService recovery;

    SecondFactorResetService(
            AccountRepository accounts,
            TotpRepository totps,
            PasskeyRepository passkeys,
            RecoveryCodeService recovery) {
        this.accounts = accounts;
        this.totps = totps;
        this.passkeys = passkeys;
        this.recovery = recovery;
    }

    /** Removes all second factors and recovery codes of the user, in the caller's transaction. */
    public void removeAll(UserId user) {
        // Lock the account before its factors, in the same order as changes by the user, to prevent deadlocks.
        accounts.lockById(user.value());
        totps.deleteByAccount(user.value());
        passkeys.removeAll(user.value());
        recovery.deleteAll(user);
    }
}

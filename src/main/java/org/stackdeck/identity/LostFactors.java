package org.stackdeck.identity;

import org.springframework.stereotype.Component;

/** Removes all second factors of a user who lost them. */
@Component
class LostFactors {

    private final TotpRepository totps;
    private final PasskeyRepository passkeys;
    private final RecoveryCodes recovery;

    LostFactors(TotpRepository totps, PasskeyRepository passkeys, RecoveryCodes recovery) {
        this.totps = totps;
        this.passkeys = passkeys;
        this.recovery = recovery;
    }

    /** Runs in the caller's transaction. */
    void remove(UserId user) {
        totps.remove(user.value());
        passkeys.removeAll(user.value());
        recovery.drop(user);
    }
}

package org.stackdeck.identity;

import org.springframework.stereotype.Component;

/** Takes all second factors of someone away who has lost them. */
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

    /** In the caller's transaction. */
    void remove(UserId user) {
        totps.remove(user.value());
        passkeys.removeAll(user.value());
        recovery.drop(user);
    }
}

package org.stackdeck.identity;

import org.springframework.stereotype.Component;

/** Takes all second factors of someone away who has lost them. */
@Component
class LostFactors {

    private final TotpRepository totps;
    private final RecoveryCodes recovery;

    LostFactors(TotpRepository totps, RecoveryCodes recovery) {
        this.totps = totps;
        this.recovery = recovery;
    }

    /** In the caller's transaction. */
    void remove(UserId user) {
        totps.remove(user.value());
        recovery.drop(user);
    }
}

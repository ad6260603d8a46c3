package org.stackdeck.identity.factor;

import org.springframework.stereotype.Component;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.passkey.PasskeyRepository;

/** Removes all second factors of a user who lost them. */
@Component
public class SecondFactorResetService {

    private final TotpRepository totps;
    private final PasskeyRepository passkeys;
    private final RecoveryCodeService recovery;

    SecondFactorResetService(TotpRepository totps, PasskeyRepository passkeys, RecoveryCodeService recovery) {
        this.totps = totps;
        this.passkeys = passkeys;
        this.recovery = recovery;
    }

    /** Runs in the caller's transaction. */
    public void removeAll(UserId user) {
        totps.remove(user.value());
        passkeys.removeAll(user.value());
        recovery.deleteAll(user);
    }
}

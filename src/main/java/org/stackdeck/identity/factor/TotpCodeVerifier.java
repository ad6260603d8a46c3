package org.stackdeck.identity.factor;

import java.time.Clock;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.secret.SecretBox;
import org.stackdeck.identity.secret.UnreadableSecretException;

/** Verifies and consumes codes of the authenticator app. Runs in the caller's transaction. */
@Component
class TotpCodeVerifier {

    private final TotpRepository totps;
    private final SecretBox box;
    private final Clock clock;

    TotpCodeVerifier(TotpRepository totps, SecretBox box, Clock clock) {
        this.totps = totps;
        this.box = box;
        this.clock = clock;
    }

    /**
     * Returns whether the code is correct and was not used before. Each code can be used once.
     *
     * @throws UnreadableSecretException if the app's secret cannot be decrypted
     */
    boolean consume(UserId user, String code) {
        return totps.findById(user.value())
                .filter(TotpEntity::isConfirmed)
                .map(totpEntity -> consumeStep(user, totpEntity, code))
                .orElse(false);
    }

    private boolean consumeStep(UserId user, TotpEntity totpEntity, String code) {
        OptionalLong step = matchingStep(user, totpEntity, code);
        return step.isPresent() && totps.consumeStep(user.value(), totpEntity.encryptedSecret(), step.getAsLong()) > 0;
    }

    /** Confirms the app if the code is correct. */
    boolean confirm(UserId user, TotpEntity totpEntity, String code) {
        OptionalLong step = matchingStep(user, totpEntity, code);
        return step.isPresent() && totps.confirm(user.value(), totpEntity.encryptedSecret(), step.getAsLong()) > 0;
    }

    private OptionalLong matchingStep(UserId user, TotpEntity totpEntity, String code) {
        return Totp.stepOf(box.open(totpEntity.encryptedSecret(), user.toString()), code, clock.instant());
    }
}

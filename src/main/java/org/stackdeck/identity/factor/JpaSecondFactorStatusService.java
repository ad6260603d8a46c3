package org.stackdeck.identity.factor;

import java.util.EnumSet;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.stackdeck.identity.AuthenticationFactor;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.passkey.PasskeyRepository;

/** Reads the factors from the database each time, so that a change takes effect on all instances immediately. */
@Service
@Transactional(readOnly = true)
public class JpaSecondFactorStatusService implements SecondFactorStatusService {

    private final TotpRepository totps;
    private final PasskeyRepository passkeys;
    private final SecondFactorRequiredRoleRepository requirements;

    JpaSecondFactorStatusService(
            TotpRepository totps, PasskeyRepository passkeys, SecondFactorRequiredRoleRepository requirements) {
        this.totps = totps;
        this.passkeys = passkeys;
        this.requirements = requirements;
    }

    @Override
    public Set<AuthenticationFactor> factorsOf(UserId user) {
        Set<AuthenticationFactor> held = EnumSet.noneOf(AuthenticationFactor.class);
        if (totps.existsByAccountIdAndConfirmedTrue(user.value())) {
            held.add(AuthenticationFactor.TOTP);
        }
        if (passkeys.existsByAccountId(user.value())) {
            held.add(AuthenticationFactor.PASSKEY);
        }
        return held;
    }

    @Override
    public MissingStep missingStep(User user, Set<AuthenticationFactor> verifiedFactors) {
        if (verifiedFactors.stream().anyMatch(AuthenticationFactor::isSecondFactor)) {
            return MissingStep.NOTHING;
        }
        if (!factorsOf(user.id()).isEmpty()) {
            return MissingStep.VERIFICATION;
        }
        return requirements.existsById(user.role()) ? MissingStep.ENROLLMENT : MissingStep.NOTHING;
    }
}

package org.stackdeck.identity;

import java.util.EnumSet;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads the factors from the database each time, so that a change takes effect on all instances immediately. */
@Service
@Transactional(readOnly = true)
class StoredSecondFactors implements SecondFactors {

    private final TotpRepository totps;
    private final PasskeyRepository passkeys;
    private final RequirementRepository requirements;

    StoredSecondFactors(TotpRepository totps, PasskeyRepository passkeys, RequirementRepository requirements) {
        this.totps = totps;
        this.passkeys = passkeys;
        this.requirements = requirements;
    }

    @Override
    public Set<Factor> of(UserId user) {
        Set<Factor> held = EnumSet.noneOf(Factor.class);
        if (totps.existsByAccountIdAndConfirmedTrue(user.value())) {
            held.add(Factor.TOTP);
        }
        if (passkeys.existsByAccountId(user.value())) {
            held.add(Factor.PASSKEY);
        }
        return held;
    }

    @Override
    public Need need(User user, Set<Factor> proved) {
        if (proved.stream().anyMatch(Factor::second)) {
            return Need.NOTHING;
        }
        if (!of(user.id()).isEmpty()) {
            return Need.PROOF;
        }
        return requirements.existsById(user.role()) ? Need.ENROLMENT : Need.NOTHING;
    }
}

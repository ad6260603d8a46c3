package org.stackdeck.identity;

import java.util.EnumSet;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Asks the database each time, so that a change shows at once on every console. */
@Service
@Transactional(readOnly = true)
class StoredSecondFactors implements SecondFactors {

    private final TotpRepository totps;
    private final RequirementRepository requirements;

    StoredSecondFactors(TotpRepository totps, RequirementRepository requirements) {
        this.totps = totps;
        this.requirements = requirements;
    }

    @Override
    public Set<Factor> of(UserId user) {
        return totps.existsByAccountIdAndConfirmedTrue(user.value())
                ? EnumSet.of(Factor.TOTP)
                : EnumSet.noneOf(Factor.class);
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

package org.stackdeck.identity;

import java.util.EnumSet;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who has which second factor, and who has yet to prove or to set up one. */
@Service
public class SecondFactors {

    private final TotpRepository totps;

    SecondFactors(TotpRepository totps) {
        this.totps = totps;
    }

    /** Those that the user can prove, recovery codes aside. */
    @Transactional(readOnly = true)
    public Set<Factor> of(UserId user) {
        return totps.existsByAccountIdAndConfirmedTrue(user.value())
                ? EnumSet.of(Factor.TOTP)
                : EnumSet.noneOf(Factor.class);
    }

    /** What is missing of a session in which these have been proved. */
    @Transactional(readOnly = true)
    public Need need(User user, Set<Factor> proved) {
        if (proved.stream().anyMatch(Factor::second)) {
            return Need.NOTHING;
        }
        return of(user.id()).isEmpty() ? Need.NOTHING : Need.PROOF;
    }

    /** What a session needs before anything can be done in it. */
    public enum Need {
        NOTHING,
        /** The user has a second factor, and has not shown it. */
        PROOF
    }
}

package org.stackdeck.identity;

import java.util.Set;

/** Nobody has a second factor, and nobody needs one. */
public class FakeSecondFactors implements SecondFactors {

    @Override
    public Set<Factor> of(UserId user) {
        return Set.of();
    }

    @Override
    public Need need(User user, Set<Factor> proved) {
        return Need.NOTHING;
    }
}

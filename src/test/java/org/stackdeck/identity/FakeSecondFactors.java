package org.stackdeck.identity;

import java.util.Set;

/** No user has or needs a second factor. */
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

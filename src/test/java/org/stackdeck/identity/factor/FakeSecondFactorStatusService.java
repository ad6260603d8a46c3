package org.stackdeck.identity.factor;

import java.util.Set;
import org.stackdeck.identity.AuthenticationFactor;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserId;

/** Reports that no user has or requires a second factor. */
public class FakeSecondFactorStatusService implements SecondFactorStatusService {

    @Override
    public Set<AuthenticationFactor> factorsOf(UserId user) {
        return Set.of();
    }

    @Override
    public MissingStep missingStep(User user, Set<AuthenticationFactor> proved) {
        return MissingStep.NOTHING;
    }
}

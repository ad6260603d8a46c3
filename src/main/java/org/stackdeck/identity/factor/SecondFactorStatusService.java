package org.stackdeck.identity.factor;

import java.util.Set;
import org.stackdeck.identity.AuthenticationFactor;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserId;

/** Reports which second factors a user has and which step a session still requires. */
public interface SecondFactorStatusService {

    /** Returns the second factors of the user, without recovery codes. */
    Set<AuthenticationFactor> factorsOf(UserId user);

    /** Returns the step that a session with these verified factors still requires. */
    MissingStep missingStep(User user, Set<AuthenticationFactor> verifiedFactors);

    /** Step that a session requires before any other action. */
    enum MissingStep {
        NOTHING,
        /** The user has a second factor that has not been verified yet. */
        VERIFICATION,
        /** The user's role requires a second factor, and the user has none yet. */
        ENROLLMENT
    }
}

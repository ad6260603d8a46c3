package org.stackdeck.identity;

import java.util.Set;

/** Reports which second factors a user has and what a session still requires. */
public interface SecondFactors {

    /** Second factors of the user, without recovery codes. */
    Set<Factor> of(UserId user);

    /** What a session with these verified factors still requires. */
    Need need(User user, Set<Factor> proved);

    /** Step that a session requires before any other action. */
    enum Need {
        NOTHING,
        /** The user has a second factor that was not verified yet. */
        PROOF,
        /** The user's role requires a second factor, and the user has none yet. */
        ENROLMENT
    }
}

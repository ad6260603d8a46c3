package org.stackdeck.identity;

import java.util.Set;

/** Who has which second factor, and who has yet to prove or to set up one. */
public interface SecondFactors {

    /** Those that the user can prove, recovery codes aside. */
    Set<Factor> of(UserId user);

    /** What is missing of a session in which these have been proved. */
    Need need(User user, Set<Factor> proved);

    /** What a session needs before anything can be done in it. */
    enum Need {
        NOTHING,
        /** The user has a second factor, and has not shown it. */
        PROOF,
        /** The user's role requires a second factor, and the user has none yet. */
        ENROLMENT
    }
}

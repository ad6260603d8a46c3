package org.stackdeck.access;

import org.stackdeck.identity.UserId;

/** The one place where it is decided who may do what. */
public interface Access {

    /** The user's rights as of now; a subject without any for an unknown or inactive user. Cheap: cached until changed. */
    Subject subject(UserId user);

    /** Pure: decides on what it is given, at the present time of the clock. */
    Decision decide(Subject subject, Permission permission, ServerFacts server);

    default boolean maySee(Subject subject, ServerFacts server) {
        return decide(subject, Permission.SERVER_READ, server).allowed();
    }
}

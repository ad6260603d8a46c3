package org.stackdeck.access;

import org.stackdeck.identity.UserId;

/** The one place where it is decided who may do what. */
public interface Access {

    /** The user as a decision knows them; without any rights if unknown or inactive. Cheap: cached until changed. */
    Subject subject(UserId user);

    /**
     * The user as the database has them now, for what is about to be done: what another console took away must count
     * here at once.
     */
    Subject fresh(UserId user);

    /** What the subject may do at the present time of the clock. Cheap: kept while it holds. */
    Rights rights(Subject subject);

    default Rights rights(UserId user) {
        return rights(subject(user));
    }

    /** Decides on what it is given, at the present time of the clock. */
    default Decision decide(Subject subject, Permission permission, ServerFacts server) {
        return rights(subject).decide(permission, server);
    }

    default boolean maySee(Subject subject, ServerFacts server) {
        return rights(subject).maySee(server);
    }
}

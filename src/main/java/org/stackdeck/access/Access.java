package org.stackdeck.access;

import org.stackdeck.identity.UserId;

/** Decides which permissions a user has on which servers. */
public interface Access {

    /** Cached grants of the user; without permissions if the user is unknown or inactive. Cheap. */
    Subject subject(UserId user);

    /**
     * Loads the user's grants from the database, for an action that is about to be executed: access that was revoked on
     * another instance must be refused immediately.
     */
    Subject fresh(UserId user);

    /** Permissions of the subject at the current time. Cheap: cached while they are valid. */
    Rights rights(Subject subject);

    default Rights rights(UserId user) {
        return rights(subject(user));
    }

    /** Decides on the given server attributes at the current time. */
    default Decision decide(Subject subject, Permission permission, ServerFacts server) {
        return rights(subject).decide(permission, server);
    }

    default boolean maySee(Subject subject, ServerFacts server) {
        return rights(subject).maySee(server);
    }
}

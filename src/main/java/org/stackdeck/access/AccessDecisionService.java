package org.stackdeck.access;

import org.stackdeck.identity.UserId;

/** Decides which permissions a user has on which servers. */
public interface AccessDecisionService {

    /**
     * Returns the cached grants and owned servers of the user. An unknown or inactive user has no permissions. Cheap.
     */
    Subject subject(UserId user);

    /**
     * Loads the user's grants from the database, for an action that is about to be executed: access that was revoked on
     * another instance must be refused immediately. While the database is unavailable, returns the last loaded subject.
     */
    Subject loadSubject(UserId user);

    /** Permissions of the subject at the current time. Cheap: cached for as long as they are valid. */
    EffectivePermissions permissions(Subject subject);

    default EffectivePermissions permissions(UserId user) {
        return permissions(subject(user));
    }

    /** Decides on the given server attributes at the current time. */
    default Decision decide(Subject subject, Permission permission, ServerAttributes server) {
        return permissions(subject).decide(permission, server);
    }

    default boolean isVisible(Subject subject, ServerAttributes server) {
        return permissions(subject).isVisible(server);
    }
}

package org.stackdeck.access;

import org.stackdeck.identity.UserId;

/** Decides which permissions a user has on which servers and other resources. */
public interface AccessDecisionService {

    /**
     * Returns the user with their grants and owned resources, usually from a cache. An unknown or inactive user has no
     * permissions.
     */
    Subject subject(UserId user);

    /**
     * Loads the user's grants and owned resources from the database. Used before an action is executed, because access
     * that was revoked on another instance must be refused immediately. Fails while the database is unavailable.
     */
    Subject loadSubject(UserId user);

    /** Returns the permissions of the subject at the current time. They are cached for as long as they are valid. */
    EffectivePermissions permissions(Subject subject);

    default EffectivePermissions permissions(UserId user) {
        return permissions(subject(user));
    }

    /** Decides whether the subject has the permission on the resource at the current time. */
    default Decision decide(Subject subject, Permission permission, ResourceAttributes resource) {
        return permissions(subject).decide(permission, resource);
    }

    default boolean isVisible(Subject subject, ServerAttributes server) {
        return permissions(subject).isVisible(server);
    }
}

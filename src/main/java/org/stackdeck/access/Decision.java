package org.stackdeck.access;

import java.time.Instant;

/**
 * Result of a permission check for a subject, a permission and a server or other resource, with the reason for a
 * refusal.
 */
public sealed interface Decision {

    record Allowed() implements Decision {}

    /** The subject must not learn that the resource exists. */
    record Invisible() implements Decision {}

    /** The resource is visible, but no grant gives the permission. */
    record NotGranted(Permission permission) implements Decision {}

    /** The resource is visible, and a grant gives the permission only from {@code opens} on. */
    record NotYet(Permission permission, Instant opens) implements Decision {}

    /** The resource is visible, and a grant gave the permission only until {@code at}. */
    record Ended(Permission permission, Instant at) implements Decision {}

    default boolean isAllowed() {
        return this instanceof Allowed;
    }
}

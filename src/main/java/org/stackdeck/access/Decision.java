package org.stackdeck.access;

import java.time.Instant;

/** Result of a permission check for a subject, a permission and a server, with the reason for a refusal. */
public sealed interface Decision {

    record Allowed() implements Decision {}

    /** The subject must not learn that the server exists. */
    record Invisible() implements Decision {}

    /** The server is visible, but no grant gives the permission. */
    record NotGranted(Permission permission) implements Decision {}

    /** The server is visible, and a grant gives the permission only from {@code opens} on. */
    record NotYet(Permission permission, Instant opens) implements Decision {}

    /** The server is visible, and a grant gave the permission only until {@code at}. */
    record Ended(Permission permission, Instant at) implements Decision {}

    default boolean isAllowed() {
        return this instanceof Allowed;
    }
}

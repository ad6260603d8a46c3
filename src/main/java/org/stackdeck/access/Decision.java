package org.stackdeck.access;

import java.time.Instant;

/** The answer to "may this subject do this to that server", with what stands in the way. */
public sealed interface Decision {

    record Allowed() implements Decision {}

    /** The subject may not know that the server exists. */
    record Invisible() implements Decision {}

    /** Visible, but no grant gives the permission. */
    record NotGranted(Permission permission) implements Decision {}

    /** Visible, and a grant gives the permission from this moment on. */
    record NotYet(Permission permission, Instant opens) implements Decision {}

    /** Visible, and a grant gave the permission until then. */
    record Ended(Permission permission, Instant at) implements Decision {}

    default boolean allowed() {
        return this instanceof Allowed;
    }
}

package org.stackdeck.access;

/** The answer to "may this subject do this to that server". */
public sealed interface Decision {

    record Allowed() implements Decision {}

    /** The subject may not know that the server exists. */
    record Invisible() implements Decision {}

    /** Visible, but no grant gives the permission now. */
    record NotGranted(Permission permission) implements Decision {}

    default boolean allowed() {
        return this instanceof Allowed;
    }
}

package org.stackdeck.access;

import org.jspecify.annotations.Nullable;

/** The role was changed concurrently. */
public class RoleConflictException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String word;
    private final transient @Nullable Role present;

    /** @param present current role; null if it was deleted */
    public RoleConflictException(String word, @Nullable Role present) {
        super("role " + word + " is another one by now");
        this.word = word;
        this.present = present;
    }

    public String word() {
        return word;
    }

    public @Nullable Role present() {
        return present;
    }
}

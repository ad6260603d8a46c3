package org.stackdeck.access;

import org.jspecify.annotations.Nullable;

/** The role is not as whoever wants to change it saw it. */
public class RoleConflictException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String word;
    private final transient @Nullable Role present;

    /** @param present as it is now; null where there is none any more */
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

package org.stackdeck.access.role;

import org.jspecify.annotations.Nullable;
import org.stackdeck.access.Role;

/** The role was changed concurrently, or already exists. */
public class RoleConflictException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String roleName;
    private final transient @Nullable Role present;

    /** @param present current role; null if it was deleted */
    public RoleConflictException(String word, @Nullable Role present) {
        super("role " + word + " was changed concurrently");
        this.roleName = word;
        this.present = present;
    }

    public String roleName() {
        return roleName;
    }

    public @Nullable Role present() {
        return present;
    }
}

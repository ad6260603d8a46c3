package org.stackdeck.access.role;

import org.jspecify.annotations.Nullable;
import org.stackdeck.access.Role;

/** Thrown when a role was changed or deleted concurrently, or already exists. */
public class RoleConflictException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String roleName;
    private final transient @Nullable Role currentRole;

    /** @param currentRole current role; null if it was deleted */
    public RoleConflictException(String roleName, @Nullable Role currentRole) {
        super("role " + roleName + " was changed concurrently");
        this.roleName = roleName;
        this.currentRole = currentRole;
    }

    public String roleName() {
        return roleName;
    }

    public @Nullable Role currentRole() {
        return currentRole;
    }
}

package org.stackdeck.access.role;

/** Thrown when a role was changed or deleted concurrently, or already exists. */
public class RoleConflictException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String roleName;

    public RoleConflictException(String roleName) {
        super("role " + roleName + " was changed concurrently");
        this.roleName = roleName;
    }

    public String roleName() {
        return roleName;
    }
}

package org.stackdeck.access.role;

/**
 * Thrown when a role cannot be changed. Built-in roles cannot be changed, and roles that a grant or an open invitation
 * uses cannot be deleted.
 */
public class RoleChangeRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String roleName;
    private final Reason reason;

    public enum Reason {
        BUILT_IN,
        IN_USE,
        IN_OPEN_INVITATION
    }

    public RoleChangeRefusedException(String roleName, Reason reason) {
        super("role " + roleName + " cannot be changed: " + reason);
        this.roleName = roleName;
        this.reason = reason;
    }

    public String roleName() {
        return roleName;
    }

    public Reason reason() {
        return reason;
    }
}

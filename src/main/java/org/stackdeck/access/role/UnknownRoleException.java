package org.stackdeck.access.role;

public class UnknownRoleException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String roleName;

    public UnknownRoleException(String roleName) {
        super("no role " + roleName);
        this.roleName = roleName;
    }

    public String roleName() {
        return roleName;
    }
}

package org.stackdeck.access.role;

public class UnknownRoleException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String roleName;

    public UnknownRoleException(String word) {
        super("no role " + word);
        this.roleName = word;
    }

    public String roleName() {
        return roleName;
    }
}

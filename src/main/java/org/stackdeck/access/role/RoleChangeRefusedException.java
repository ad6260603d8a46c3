package org.stackdeck.access.role;

/** The role cannot be changed or deleted: it is built in, used by a grant, or part of an open invitation. */
public class RoleChangeRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String roleName;
    private final Reason reason;

    public enum Reason {
        BUILT_IN,
        IN_USE,
        PROMISED
    }

    public RoleChangeRefusedException(String word, Reason reason) {
        super("role " + word + " cannot be changed: " + reason);
        this.roleName = word;
        this.reason = reason;
    }

    public String roleName() {
        return roleName;
    }

    public Reason reason() {
        return reason;
    }
}

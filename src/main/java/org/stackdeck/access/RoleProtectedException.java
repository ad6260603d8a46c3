package org.stackdeck.access;

/** The role is built in, still given to someone or promised by an open invitation, and so is left as it is. */
public class RoleProtectedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String word;
    private final Reason reason;

    /** Why it is left. */
    public enum Reason {
        BUILT_IN,
        IN_USE,
        PROMISED
    }

    public RoleProtectedException(String word, Reason reason) {
        super("role " + word + " is left as it is: " + reason);
        this.word = word;
        this.reason = reason;
    }

    public String word() {
        return word;
    }

    public Reason reason() {
        return reason;
    }
}

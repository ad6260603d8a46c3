package org.stackdeck.access;

/** The role does not exist. */
public class UnknownRoleException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String word;

    public UnknownRoleException(String word) {
        super("no role " + word);
        this.word = word;
    }

    public String word() {
        return word;
    }
}

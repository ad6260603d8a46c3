package org.stackdeck.identity;

/** What was asked does not go with the factors that the user has. Nothing was done. */
public class FactorException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public FactorException(Reason reason) {
        super(reason.name());
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** Why not. */
    public enum Reason {
        /** There is an authenticator app already; it has to be removed first. */
        ALREADY_ENROLLED,
        /** There is no second factor, or none whose setting up was begun. */
        NOT_ENROLLED,
        /** The last second factor of someone whose role requires one. */
        REQUIRED,
        /** A sign-in with the right password, which needs a code besides. */
        CODE_NEEDED,
        /** A code that is wrong, expired or used. */
        CODE_WRONG
    }
}

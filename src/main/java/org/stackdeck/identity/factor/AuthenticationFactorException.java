package org.stackdeck.identity.factor;

/**
 * Thrown when an operation is not possible with the user's current factors, or requires a valid code. Nothing was
 * changed.
 */
public class AuthenticationFactorException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public AuthenticationFactorException(Reason reason) {
        super(reason.name());
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    public enum Reason {
        /** The user already has an authenticator app, which must be removed first. */
        ALREADY_ENROLLED,
        /** The user has no second factor or no authenticator app, or the session has no pending enrollment. */
        NOT_ENROLLED,
        /** The last second factor cannot be removed, because the role of the user requires one. */
        REQUIRED,
        /** A code is required, because the user has a second factor: the password alone is not sufficient. */
        CODE_NEEDED,
        /** The code is wrong, expired or already used. */
        CODE_WRONG
    }
}

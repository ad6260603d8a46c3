package org.stackdeck.identity;

/** What was asked does not go with how the account stands now. Nothing was done. */
public class UserStateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final User.State state;

    UserStateException(Reason reason, User.State state) {
        super(reason + " (the account is " + state + ")");
        this.reason = reason;
        this.state = state;
    }

    public Reason reason() {
        return reason;
    }

    /** How the account stands. */
    public User.State state() {
        return state;
    }

    /** Why not. */
    public enum Reason {
        /** Not from this state. */
        WRONG_STATE,
        /** There would be no administrator left. */
        LAST_ADMINISTRATOR
    }
}

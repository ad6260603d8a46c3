package org.stackdeck.identity;

/** Nobody gets an account this way now, whoever they are and whatever they typed. Nothing was done. */
public class RegistrationRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final RegistrationPolicy.Mode mode;

    RegistrationRefusedException(RegistrationPolicy.Mode mode) {
        super("registration is " + mode);
        this.mode = mode;
    }

    /** What is the rule instead. */
    public RegistrationPolicy.Mode mode() {
        return mode;
    }
}

package org.stackdeck.identity;

/** The action requires an active administrator, but the caller is not one. */
public class NotAdministratorException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NotAdministratorException() {
        super("only an administrator may do this");
    }
}

package org.stackdeck.identity;

/** Someone who is not (or no longer) an active administrator asked for something only administrators may do. */
public class NotAdministratorException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NotAdministratorException() {
        super("only an administrator may do this");
    }
}

package org.stackdeck.recipes;

/** There is no such user or group, or none that may launch servers in the project: the two are not told apart. */
public class UnknownPartnerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnknownPartnerException() {
        super("nobody of this name may launch servers there");
    }
}

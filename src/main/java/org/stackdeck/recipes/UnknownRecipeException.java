package org.stackdeck.recipes;

/** The launch template does not exist, or the caller may not see it. */
public class UnknownRecipeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnknownRecipeException() {
        super("no such recipe");
    }
}

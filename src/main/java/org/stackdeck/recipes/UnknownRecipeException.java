package org.stackdeck.recipes;

/** There is no such recipe, or none that the caller may see. */
public class UnknownRecipeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnknownRecipeException() {
        super("no such recipe");
    }
}

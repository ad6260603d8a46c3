package org.stackdeck.recipes;

/** The user has as many recipes as one can have. */
public class TooManyRecipesException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TooManyRecipesException() {
        super("one can have " + Recipes.MOST + " recipes at most");
    }
}

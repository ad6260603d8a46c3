package org.stackdeck.recipes;

/** The user already has the maximum number of launch templates. */
public class TooManyRecipesException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TooManyRecipesException() {
        super("one can have " + Recipes.MOST + " recipes at most");
    }
}

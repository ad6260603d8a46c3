package org.stackdeck.recipes;

/** The owner already has a launch template with this name. */
public class RecipeNameTakenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public RecipeNameTakenException() {
        super("there is another recipe of this name");
    }
}

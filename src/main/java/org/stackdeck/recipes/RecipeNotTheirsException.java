package org.stackdeck.recipes;

/** The caller may see the launch template, but is neither its owner nor an administrator. */
public class RecipeNotTheirsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public RecipeNotTheirsException() {
        super("the recipe is somebody else's");
    }
}

package org.stackdeck.recipes;

import java.util.UUID;

/** Id of a recipe. */
public record RecipeId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}

package org.stackdeck.recipes;

import java.util.UUID;

/** Id of a launch template. */
public record RecipeId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}

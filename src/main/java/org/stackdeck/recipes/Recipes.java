package org.stackdeck.recipes;

import java.util.List;
import java.util.Optional;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.NewServer;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.identity.Caller;

/**
 * Where recipes are kept. What somebody may see, change or remove is decided here, afresh each time; to whom a recipe is not
 * shown it is as if there were none. Changes are audited, refused ones too.
 */
public interface Recipes {

    /** As many a user can have. */
    int MOST = 50;

    /** Those that the caller may see, by name. */
    List<Recipe> all(Caller caller);

    Optional<Recipe> find(Caller caller, RecipeId id);

    /** Whether the caller may change and remove a recipe that they see: their own, and any as an administrator. */
    boolean mayChange(Caller caller, Recipe recipe);

    /**
     * Keeps a server that the caller may make.
     *
     * @param server whose key and user data are left out
     * @throws org.stackdeck.operations.ActionRefusedException when they may make no such server there
     * @throws RecipeNameTakenException when they have another recipe of the name
     * @throws TooManyRecipesException when they have {@link #MOST}
     * @throws UnknownPartnerException when it would be shared with somebody who could not see it
     */
    Recipe create(
            Caller caller, RecipeName name, CloudName cloud, ProjectId project, NewServer server, Sharing sharing);

    /**
     * Makes it another in the same project.
     *
     * @param server whose key and user data are left out
     * @throws UnknownRecipeException when there is none, or none that the caller may see
     * @throws RecipeNotTheirsException when they may see it and not change it
     * @throws org.stackdeck.operations.ActionRefusedException when they may make no such server there
     * @throws RecipeNameTakenException when its owner has another recipe of the name
     * @throws UnknownPartnerException when it would be shared with somebody who could not see it
     */
    Recipe change(Caller caller, RecipeId id, RecipeName name, NewServer server, Sharing sharing);

    /**
     * @throws UnknownRecipeException when there is none, or none that the caller may see
     * @throws RecipeNotTheirsException when they may see it and not remove it
     */
    void remove(Caller caller, RecipeId id);
}

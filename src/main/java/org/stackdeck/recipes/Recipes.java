package org.stackdeck.recipes;

import java.util.List;
import java.util.Optional;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.NewServer;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.identity.Caller;

/**
 * Manages launch templates. Permissions are checked at each call; a template that the caller may not see is treated as
 * nonexistent. Changes and refusals are audited.
 */
public interface Recipes {

    /** Maximum number of launch templates of a user. */
    int MOST = 50;

    /** Launch templates that the caller may see, ordered by name. */
    List<Recipe> all(Caller caller);

    Optional<Recipe> find(Caller caller, RecipeId id);

    /** Whether the caller may change and delete a visible launch template: as its owner or as an administrator. */
    boolean mayChange(Caller caller, Recipe recipe);

    /**
     * Creates a launch template for a server that the caller may create.
     *
     * @param server its key pair and user data are not stored
     * @throws org.stackdeck.operations.ActionRefusedException if the caller may not create such a server
     * @throws RecipeNameTakenException if the caller already has a launch template with this name
     * @throws TooManyRecipesException if the caller already has {@link #MOST} launch templates
     * @throws UnknownPartnerException if it would be shared with a user or group that could not see it
     */
    Recipe create(
            Caller caller, RecipeName name, CloudName cloud, ProjectId project, NewServer server, Sharing sharing);

    /**
     * Changes a launch template within its project.
     *
     * @param server its key pair and user data are not stored
     * @throws UnknownRecipeException if it does not exist or the caller may not see it
     * @throws RecipeNotTheirsException if the caller may see but not change it
     * @throws org.stackdeck.operations.ActionRefusedException if the caller may not create such a server
     * @throws RecipeNameTakenException if its owner already has another launch template with this name
     * @throws UnknownPartnerException if it would be shared with a user or group that could not see it
     */
    Recipe change(Caller caller, RecipeId id, RecipeName name, NewServer server, Sharing sharing);

    /**
     * Deletes a launch template.
     *
     * @throws UnknownRecipeException if it does not exist or the caller may not see it
     * @throws RecipeNotTheirsException if the caller may see but not delete it
     */
    void remove(Caller caller, RecipeId id);
}

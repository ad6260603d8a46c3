package org.stackdeck.recipes;

import java.time.Instant;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.NewServer;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;

/**
 * A server that can be launched again. It gives no right to: whoever launches it is asked as for any other.
 *
 * @param owner whoever made it
 * @param server with neither key nor user data, which are secret, or somebody's own
 */
public record Recipe(
        RecipeId id,
        RecipeName name,
        UserId owner,
        UserName ownerName,
        CloudName cloud,
        ProjectId project,
        NewServer server,
        Sharing sharing,
        Instant changedAt) {

    public Recipe {
        if (!server.equals(server.anyones())) {
            throw new IllegalArgumentException("a recipe holds neither key nor user data");
        }
    }
}

package org.stackdeck.recipes;

import java.time.Instant;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.NewServer;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;

/**
 * Launch template: the settings of a server that can be launched again. It gives no permission to do so.
 *
 * @param owner user who created it
 * @param server without key pair and user data, which are secret or personal
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

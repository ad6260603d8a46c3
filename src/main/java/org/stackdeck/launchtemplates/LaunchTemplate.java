package org.stackdeck.launchtemplates;

import java.time.Instant;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.launch.NewServer;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;

/**
 * Saved settings for launching servers. A launch template grants no permissions.
 *
 * @param owner user who created the template
 * @param server without key pair and user data, which are secret or personal
 */
public record LaunchTemplate(
        LaunchTemplateId id,
        LaunchTemplateName name,
        UserId owner,
        UserName ownerName,
        CloudName cloud,
        ProjectId project,
        NewServer server,
        LaunchTemplateVisibility sharing,
        Instant changedAt) {

    public LaunchTemplate {
        if (!server.equals(server.withoutUserDataAndKey())) {
            throw new IllegalArgumentException("a launch template contains neither key pair nor user data");
        }
    }
}

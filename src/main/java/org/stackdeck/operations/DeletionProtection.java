package org.stackdeck.operations;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;

/**
 * Protection of a server or another resource against deletion, rebuilding and reverting through Stackdeck. Applies until
 * a user with the permission to delete it removes the protection. The cloud is not aware of it.
 *
 * @param userId the user who last set the protection
 * @param reason valid value of {@link ActionParameter#REASON}, or null
 */
public record DeletionProtection(
        ActionTarget target,
        UserId userId,
        UserName userName,
        Instant protectedAt,
        @Nullable String reason) {

    public DeletionProtection {
        if (reason != null && !ActionParameter.REASON.accepts(reason)) {
            throw new IllegalArgumentException("invalid reason");
        }
    }

    /**
     * Returns whether resources of the kind can be protected. Images have a protection of the cloud, and subnets and ports
     * are also deleted with their networks, routers and servers.
     */
    public static boolean appliesTo(ResourceKind kind) {
        return switch (kind) {
            case IMAGE, SUBNET, PORT -> false;
            default -> ResourceAction.deletionOf(kind).isPresent();
        };
    }
}

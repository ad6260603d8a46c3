package org.stackdeck.operations;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ResourceActionLookup;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;

/**
 * Protection of a server or another resource against deletion and other destructive actions through Stackdeck:
 * rebuilding a server, and reverting, restoring or transferring a volume. Applies until a user with the permission to
 * delete the server or resource removes the protection. The protection does not exist in the cloud.
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

    /** Returns whether resources of the kind can be protected. Images have their own protection in the cloud. */
    public static boolean appliesTo(ResourceKind kind) {
        return kind != ResourceKind.IMAGE
                && ResourceActionLookup.deletionOf(kind).isPresent();
    }
}

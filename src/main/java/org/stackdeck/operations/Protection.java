package org.stackdeck.operations;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ActionParameter;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;

/**
 * Protection of a server against deletion through Stackdeck, which applies until a user with the permission to delete
 * the server removes it. Nova is not aware of it.
 *
 * @param by the user who set it last
 * @param reason one line that suits {@link ActionParameter#REASON}, or null
 */
public record Protection(
        ServerKey server,
        UserId by,
        UserName byName,
        Instant at,
        @Nullable String reason) {

    public Protection {
        if (reason != null && !ActionParameter.REASON.suits(reason)) {
            throw new IllegalArgumentException("invalid reason");
        }
    }
}

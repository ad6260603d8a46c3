package org.stackdeck.operations;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ActionParameter;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;

/**
 * That a server is not to be destroyed through this console, by whomever, until somebody who might destroy it lifts this.
 * Nova knows nothing of it.
 *
 * @param by who said so last
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
            throw new IllegalArgumentException("not a reason");
        }
    }
}

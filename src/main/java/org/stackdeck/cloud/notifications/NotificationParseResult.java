package org.stackdeck.cloud.notifications;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;

/** The result of parsing a message. */
sealed interface NotificationParseResult {

    record ServerChange(ServerId server, @Nullable ProjectId project, Instant sent)
            implements NotificationParseResult {}

    /** A notification about another object, or one that reports no change. */
    record Irrelevant() implements NotificationParseResult {}

    /** The message is not a valid notification, or is too large. */
    record Malformed() implements NotificationParseResult {}
}

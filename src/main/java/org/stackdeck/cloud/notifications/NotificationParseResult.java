package org.stackdeck.cloud.notifications;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;

sealed interface NotificationParseResult {

    /** @param project the project of the servers, which only Nova's notifications contain; null if it is unknown */
    record Change(
            EventType type, Set<ServerId> servers, @Nullable ProjectId project) implements NotificationParseResult {}

    /** A notification of a type that Stackdeck does not process, or one that reports no change. */
    record Irrelevant() implements NotificationParseResult {}

    /** The message is not a valid notification, or is too large. */
    record Malformed() implements NotificationParseResult {}
}

package org.stackdeck.cloud.notifications;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.resource.ResourceKind;

sealed interface NotificationParseResult {

    /**
     * @param project the project of the servers, which only Nova's notifications contain; null if it is unknown
     * @param resource the port, floating IP, volume or snapshot of the notification; otherwise null
     */
    record Change(
            NotificationEventType type,
            Set<ServerId> servers,
            @Nullable ProjectId project,
            @Nullable NamedResource resource)
            implements NotificationParseResult {}

    record NamedResource(ResourceKind kind, String id) {}

    /** A notification of a type that Stackdeck does not process, or one that reports no change. */
    record Irrelevant() implements NotificationParseResult {}

    /** The message is not a valid notification, or is too large. */
    record Malformed() implements NotificationParseResult {}
}

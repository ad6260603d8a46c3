package org.stackdeck.notices.webhook;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.stackdeck.identity.User;
import org.stackdeck.notices.NoticeContent;
import org.stackdeck.notices.NoticeKind;

/**
 * Event about which groups can receive messages.
 *
 * @param id prevents a second message about the same event; null if the event occurs only once
 * @param content returns the content for a group with the given active members, at least one; empty if one of them may
 *     not see the event, or if the event concerns none of them
 */
public record WebhookEvent(
        NoticeKind kind, @Nullable String id, Function<List<User>, Optional<NoticeContent>> content) {}

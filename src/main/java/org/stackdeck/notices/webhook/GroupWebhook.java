package org.stackdeck.notices.webhook;

import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stackdeck.identity.group.GroupId;
import org.stackdeck.notices.NoticeKind;

/**
 * Webhook of a group, without its URL.
 *
 * @param host host of the URL; empty if the URL cannot be decrypted
 * @param ending last characters of the URL; empty if they are not shown
 * @param failure latest failure since the settings were saved; null if there was none, or if a message was sent after
 *     it. If messages were dropped, the failure remains for at least a day
 */
public record GroupWebhook(
        GroupId group,
        String host,
        String ending,
        Locale language,
        Set<NoticeKind> kinds,
        boolean enabled,
        @Nullable WebhookFailure failure) {

    /**
     * Latest failure.
     *
     * @param reason code, such as {@code connection} or {@code http-404}
     */
    public record WebhookFailure(String reason, Instant at) {}
}

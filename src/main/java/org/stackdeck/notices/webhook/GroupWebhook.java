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
 * @param failure null if, since the settings were saved, the latest attempt to send a message succeeded or there was
 *     none, and no messages were dropped within the last day
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

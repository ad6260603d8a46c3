package org.stackdeck.notices.webhook;

import org.jspecify.annotations.Nullable;

/**
 * Text of a message to a chat, without markup. May contain names of servers and users, which are untrusted.
 *
 * @param detail empty for none
 * @param link absolute URL of a page of Stackdeck; null if the public URL is not configured
 */
public record ChatMessage(
        String title, String detail, @Nullable String link, String linkLabel) {}

package org.stackdeck.notices.store;

import org.jspecify.annotations.Nullable;
import org.stackdeck.identity.UserId;
import org.stackdeck.notices.NoticeContent;

/**
 * Notice to be stored.
 *
 * @param eventId prevents a second notice of the same event; at most 64 characters; null if the event occurs only once
 */
public record NewNotice(
        UserId user, NoticeContent content, @Nullable String eventId) {

    public NewNotice(UserId user, NoticeContent content) {
        this(user, content, null);
    }
}

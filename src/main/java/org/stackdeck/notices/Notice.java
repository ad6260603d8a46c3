package org.stackdeck.notices;

import java.time.Instant;

/**
 * Notice to a user about one or more events. Not a notification of an OpenStack service.
 *
 * @param at time of the latest event
 * @param read whether the user has read the notice, in any browser
 */
public record Notice(NoticeId id, NoticeContent content, Instant at, boolean read) {

    public NoticeKind kind() {
        return content.kind();
    }
}

package org.stackdeck.notices;

import java.time.Instant;
import java.util.List;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserId;
import org.stackdeck.platform.Subscription;

/**
 * Provides users with their own notices. Notices for administrators are neither returned nor counted while the caller
 * is not an administrator. The same applies to kinds that the caller does not receive on the channel. The channel is
 * {@link NoticeChannel#IN_APP} unless it is a parameter of the method.
 */
public interface NoticeService {

    /** Maximum number of notices of a user. The oldest are deleted. */
    int MAX_PER_USER = 200;

    /** Returns the caller's newest notices, newest first; at most {@code limit}. */
    List<Notice> listNewest(Caller caller, int limit);

    int countUnread(Caller caller);

    /**
     * Returns the caller's unread notices on the channel whose latest event happened after the time, newest first, at
     * most {@code limit}.
     */
    List<Notice> listUnread(Caller caller, NoticeChannel channel, Instant after, int limit);

    /** Marks a notice of the caller as read; has no effect if the caller has no such notice. */
    void markRead(Caller caller, NoticeId id);

    void markAllRead(Caller caller);

    /**
     * Runs the listener on a separate thread, once after the subscription and then after each change of the user's
     * notices, their read state or the user's choices of channels. Changes on other instances are included.
     */
    Subscription subscribe(UserId user, Runnable listener);
}

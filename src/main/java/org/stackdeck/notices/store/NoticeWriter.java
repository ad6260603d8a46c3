package org.stackdeck.notices.store;

import java.util.Collection;

/** Stores new notices. */
public interface NoticeWriter {

    /**
     * Stores the notices, or adds their events to recent similar notices. One transaction for each user.
     *
     * @throws org.springframework.dao.DataAccessException if the notices of a user could not be stored, after those of
     *     other users have been stored; they must not be stored again
     */
    void write(Collection<NewNotice> newNotices);
}

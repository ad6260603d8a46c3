package org.stackdeck.notices.store;

import java.util.Collection;

/** Stores new notices. */
public interface NoticeWriter {

    /**
     * Stores the notices, or adds their events to recent similar notices, in one transaction for each user.
     *
     * @throws org.springframework.dao.DataAccessException if the notices of at least one user could not be stored;
     *     callers must not repeat the call, because the notices of other users have been stored
     */
    void write(Collection<NewNotice> newNotices);
}

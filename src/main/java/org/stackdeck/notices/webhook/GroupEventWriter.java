package org.stackdeck.notices.webhook;

/** Stores messages of an event for the groups that may receive it. */
@FunctionalInterface
public interface GroupEventWriter {

    /** @throws org.springframework.dao.DataAccessException if messages of some groups could not be stored */
    void write(GroupEvent event);
}

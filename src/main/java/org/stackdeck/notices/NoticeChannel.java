package org.stackdeck.notices;

/** Way in which a user receives notices. The names are stored in the database. */
public enum NoticeChannel {
    /** The list in the header. */
    IN_APP,
    /**
     * Notification of the operating system while the page is hidden, in browsers in which the user has allowed
     * notifications.
     */
    BROWSER,
    /** E-mail, if Stackdeck can send e-mail and the user has a confirmed address. */
    EMAIL;

    /**
     * Returns whether users who have not made a choice receive notices of the kind in this way. Changes of servers by
     * other users are shown only in the application by default, because they are frequent and need no reaction.
     */
    public boolean isDefaultFor(NoticeKind kind) {
        return this == IN_APP || kind != NoticeKind.SERVER_CHANGED;
    }
}

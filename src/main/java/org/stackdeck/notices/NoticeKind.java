package org.stackdeck.notices;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Kind of event that a notice reports. The names are stored in the database. */
public enum NoticeKind {
    REQUEST_APPROVED,
    REQUEST_DECLINED,
    /** A request of the user expired without a decision. */
    REQUEST_EXPIRED,
    /** An operation of the user failed, or Stackdeck cancelled it. */
    OPERATION_FAILED,
    /** Stackdeck could not determine whether the operation had an effect. */
    OPERATION_UNCONFIRMED,
    /** A server that the user owns changed to the status ERROR. */
    SERVER_ERROR,
    /**
     * Another user's operation on a server that the user owns succeeded, or the server was changed outside Stackdeck.
     */
    SERVER_CHANGED,
    /** A grant ends within 24 hours. */
    GRANT_ENDING,
    ACCOUNT_PENDING,
    REQUEST_PENDING;

    /** Returns the kinds that an administrator, or another user, may receive. */
    public static Set<NoticeKind> visibleTo(boolean administrator) {
        return Arrays.stream(values())
                .filter(kind -> administrator || !kind.isForAdministrators())
                .collect(Collectors.toSet());
    }

    public boolean isForAdministrators() {
        return this == ACCOUNT_PENDING || this == REQUEST_PENDING;
    }
}

package org.stackdeck.history;

import java.util.List;

/** Stores changes of servers once, even if several nodes detect them. */
interface ServerChangeRepository {

    /** Stores the changes that are not stored yet, and returns them. */
    List<ServerChange> addMissing(List<DetectedServerChange> detected);
}

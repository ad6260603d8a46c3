package org.stackdeck.history;

import org.stackdeck.cloud.server.Server;

/**
 * A change that this node detected and that another node may already have stored.
 *
 * @param server the server after the change, or before a deletion
 */
record DetectedServerChange(Server server, ServerChangeKind kind, boolean byOperation) {

    /** Returns the value after the change. Two changes in a row to the same value are the same change. */
    String newValue() {
        return switch (kind.aspect()) {
            case EXISTENCE, STATUS -> kind.name();
            case FLAVOR -> server.flavor().name();
            case NAME -> server.name();
        };
    }
}

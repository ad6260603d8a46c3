package org.stackdeck.ui.operations;

import java.util.Optional;
import org.stackdeck.operations.Operation;

/**
 * Action that runs an operation again or performs a related operation, such as restoring a deleted server. The called
 * services check permissions. All methods are called with the session lock held.
 */
public interface RerunAction {

    /**
     * Returns the message key of the label; empty if the action is unavailable to the viewer. Accesses neither the
     * cloud nor the database.
     */
    Optional<String> labelKey(Operation operation);

    default String icon() {
        return "reboot";
    }

    /** Runs the action, after a confirmation if it is disruptive. */
    void run(Operation operation);
}

package org.stackdeck.ui.operations;

import java.util.Optional;
import org.stackdeck.operations.Operation;

/**
 * Action that runs an operation again or performs a related operation, such as restoring a deleted server. The services
 * that the action calls check the permissions. All methods are called under the session lock.
 */
public interface OperationFollowUpAction {

    /**
     * Returns the message key of the label; empty if the action is unavailable to the viewer. Sends no request to the
     * cloud or the database.
     */
    Optional<String> labelKey(Operation operation);

    default String icon() {
        return "reboot";
    }

    /** Runs the action. A disruptive action requires a confirmation first. */
    void run(Operation operation);
}

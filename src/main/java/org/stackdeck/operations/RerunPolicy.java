package org.stackdeck.operations;

import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.action.ServerActionRequest;

/** Whether an operation can be rerun. Permissions and the server's state are checked when the rerun is submitted. */
public enum RerunPolicy {
    /** Can be rerun with the same action and parameters. */
    SAME_REQUEST,
    /** Cannot be rerun before it has ended. */
    IN_PROGRESS,
    /** Cannot be rerun because a required secret was deleted. */
    SECRET_DELETED,
    /** Cannot be rerun because the operation launches a server. A new server is launched instead. */
    LAUNCH;

    /**
     * Returns the request for the rerun. Resources are resolved again, because they may have different owners by now.
     */
    public static ServerActionRequest requestFor(Operation operation) {
        return operation.actionRequest().unresolved();
    }

    public static RerunPolicy of(Operation operation) {
        if (!operation.state().isFinal()) {
            return IN_PROGRESS;
        }
        if (operation.action() == ServerAction.CREATE) {
            return LAUNCH;
        }
        // Whether an optional secret was given is not recorded.
        return operation.action().parameters().stream().anyMatch(ActionParameter::isSecret)
                ? SECRET_DELETED
                : SAME_REQUEST;
    }
}

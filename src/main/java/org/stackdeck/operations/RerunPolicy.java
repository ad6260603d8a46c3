package org.stackdeck.operations;

import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.operations.Operation.Failure;

/**
 * Specifies whether an operation can be rerun. Permissions and the target's state are checked when the rerun is
 * submitted.
 */
public enum RerunPolicy {
    /** Can be rerun with the same action and parameters. */
    SAME_REQUEST,
    /** Cannot be rerun before it has ended. */
    IN_PROGRESS,
    /** Cannot be rerun because the action accepts a secret. Secrets are deleted when the operation has been sent. */
    SECRET_DELETED,
    /** Cannot be rerun because the resource was created, but not all of its parts. */
    INCOMPLETE,
    /** Cannot be rerun because the operation launches a server. The user can launch a new server instead. */
    LAUNCH;

    /**
     * Returns the request for the rerun. The IDs of its resources are resolved again, because resources may have been
     * replaced in the meantime.
     */
    public static ActionRequest requestFor(Operation operation) {
        return operation.actionRequest().unresolved();
    }

    public static RerunPolicy of(Operation operation) {
        if (!operation.state().isFinal()) {
            return IN_PROGRESS;
        }
        if (operation.failure() != null && operation.failure().code().equals(Failure.CREATED_INCOMPLETE)) {
            return INCOMPLETE;
        }
        if (operation.action() == ServerAction.CREATE) {
            return LAUNCH;
        }
        // Stackdeck does not record whether an optional secret was given.
        return operation.action().parameters().stream().anyMatch(ActionParameter::isSecret)
                ? SECRET_DELETED
                : SAME_REQUEST;
    }
}

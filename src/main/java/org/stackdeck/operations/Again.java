package org.stackdeck.operations;

import org.stackdeck.cloud.ActionParameter;
import org.stackdeck.cloud.Order;
import org.stackdeck.cloud.ServerAction;

/** Whether an operation can be rerun. Permissions and the server's state are checked when the rerun is submitted. */
public enum Again {
    /** Can be rerun with the same action and parameters. */
    SAME_ORDER,
    /** Cannot be rerun before it has ended. */
    UNDER_WAY,
    /** Cannot be rerun because a required secret was deleted. */
    SECRET_WIPED,
    /** Cannot be rerun as it is: the operation created a server. A new server is launched instead. */
    LAUNCH;

    /** The request for the rerun. Names are resolved again, because a resource may have a different owner by now. */
    public static Order order(Operation operation) {
        return operation.order().unresolved();
    }

    public static Again of(Operation operation) {
        if (!operation.state().ended()) {
            return UNDER_WAY;
        }
        if (operation.action() == ServerAction.CREATE) {
            return LAUNCH;
        }
        // Whether an optional secret was given is not recorded.
        return operation.action().parameters().stream().anyMatch(ActionParameter::secret) ? SECRET_WIPED : SAME_ORDER;
    }
}

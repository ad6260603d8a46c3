package org.stackdeck.operations;

import org.stackdeck.cloud.ActionParameter;
import org.stackdeck.cloud.Order;
import org.stackdeck.cloud.ServerAction;

/**
 * Whether an operation can be asked for once more by what is known of it. Whether whoever asks may, and the server takes
 * it, is decided when it is asked for, as with any other.
 */
public enum Again {
    /** By the same order. */
    SAME_ORDER,
    /** Not before it has ended. */
    UNDER_WAY,
    /** Not without a secret, which was wiped. */
    SECRET_WIPED,
    /** It made a server: another one is launched anew, and none is made twice. */
    LAUNCH;

    /**
     * The order once more. What was the project's own when it was given, or the server's, may be somebody else's since: it
     * is to be looked up again.
     */
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
        // Nobody knows any more whether one was given that need not be.
        return operation.action().parameters().stream().anyMatch(ActionParameter::secret) ? SECRET_WIPED : SAME_ORDER;
    }
}

package org.stackdeck.operations;

import java.time.Instant;
import org.stackdeck.cloud.InstanceAction;

/** Entry of a server's timeline. */
public sealed interface Activity {

    /** When the action was requested. */
    Instant at();

    /** Action requested through Stackdeck. */
    record Asked(Operation operation) implements Activity {

        @Override
        public Instant at() {
            return operation.acceptedAt();
        }
    }

    /**
     * Action performed in the cloud without Stackdeck.
     *
     * @param action without its events
     * @param ownAccount whether Stackdeck's own cloud account performed it
     */
    record Outside(InstanceAction action, boolean ownAccount) implements Activity {

        @Override
        public Instant at() {
            return action.start();
        }
    }
}

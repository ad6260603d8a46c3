package org.stackdeck.operations;

import java.time.Instant;
import org.stackdeck.cloud.InstanceAction;

/** One thing that is or was done to a server. */
public sealed interface Activity {

    /** When it was asked for. */
    Instant at();

    /** Asked for through this console. */
    record Asked(Operation operation) implements Activity {

        @Override
        public Instant at() {
            return operation.acceptedAt();
        }
    }

    /**
     * Done past this console.
     *
     * @param action without its events
     * @param ownAccount whether it was done with the account that the console itself has in the cloud
     */
    record Outside(InstanceAction action, boolean ownAccount) implements Activity {

        @Override
        public Instant at() {
            return action.start();
        }
    }
}

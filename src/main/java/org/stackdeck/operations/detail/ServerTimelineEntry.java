package org.stackdeck.operations.detail;

import java.time.Instant;
import org.stackdeck.cloud.server.InstanceAction;
import org.stackdeck.operations.Operation;

public sealed interface ServerTimelineEntry {

    /** Returns the time at which the action was requested or, outside Stackdeck, started. */
    Instant startedAt();

    /** Action requested through Stackdeck. */
    record SubmittedOperation(Operation operation) implements ServerTimelineEntry {

        @Override
        public Instant startedAt() {
            return operation.acceptedAt();
        }
    }

    /**
     * Action performed outside Stackdeck.
     *
     * @param action without its events
     * @param byStackdeckAccount whether Stackdeck's own cloud account performed it
     */
    record ExternalAction(InstanceAction action, boolean byStackdeckAccount) implements ServerTimelineEntry {

        @Override
        public Instant startedAt() {
            return action.start();
        }
    }
}

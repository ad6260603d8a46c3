package org.stackdeck.simulator;

import java.time.Instant;
import java.util.Optional;

/** What an action does besides changing the server's state. */
interface Errand {

    Errand NONE = new Errand() {};

    /** The server has come to this task state. */
    default void reaches(String task, Instant now) {}

    /** What stands in the way of that event, so that it fails. */
    default Optional<String> obstacle(String event) {
        return Optional.empty();
    }

    /** The work was done; the server's new state is set after it. */
    default void succeeds(Instant now) {}

    default void fails(Instant now) {}

    static Errand atTheEnd(Runnable deed) {
        return new Errand() {
            @Override
            public void succeeds(Instant now) {
                deed.run();
            }
        };
    }
}

package org.stackdeck.simulator;

import java.time.Instant;
import java.util.Optional;

/** Side effects of a server action, other than changes of the server's state. */
interface Errand {

    Errand NONE = new Errand() {};

    /** Called when the server enters a task state. */
    default void reaches(String task, Instant now) {}

    /** Returns the reason for which the event fails, if any. */
    default Optional<String> obstacle(String event) {
        return Optional.empty();
    }

    /** Called when the work is complete, before the new state of the server is set. */
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

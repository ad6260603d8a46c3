package org.stackdeck.simulator;

import java.time.Instant;

/** What an action does besides changing the server's state. */
interface Errand {

    Errand NONE = new Errand() {};

    /** The server has come to this task state. */
    default void reaches(String task, Instant now) {}

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

package org.stackdeck.inventory;

import org.stackdeck.platform.Subscription;

/** An open watch, which can rest. */
public interface Watching extends Subscription {

    /** Nobody looks for the time being: nothing is told and nothing worked out, and it does not count as looking. */
    void pause();

    /** Somebody looks again, and is told what they missed. */
    void resume();
}

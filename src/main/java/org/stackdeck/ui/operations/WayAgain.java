package org.stackdeck.ui.operations;

import java.util.Optional;
import org.stackdeck.operations.Operation;

/**
 * A way to have an operation done once more, or something like it. Whether it may be done is decided by the service that
 * does it. Both are called under the lock of the viewer's page.
 */
public interface WayAgain {

    /** The key of what it is called; empty where it leads nowhere for the viewer now. Asks no cloud and no database. */
    Optional<String> label(Operation operation);

    /** Of the button that leads there. */
    default String icon() {
        return "reboot";
    }

    /** Goes there, after a question where somebody would notice. */
    void take(Operation operation);
}

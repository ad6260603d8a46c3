package org.stackdeck.operations;

import java.util.function.Consumer;
import org.stackdeck.platform.Subscription;

/**
 * Which servers are protected, in memory for those who show many. Whoever sees a server may know that it is, by whom and
 * why.
 */
public interface ProtectionBook {

    /**
     * As they are now; what another console on the same database changed may be missing for some seconds. Cheap: the
     * database is asked once for all who ask.
     */
    Protections protections();

    /**
     * Tells of them, now and after each change.
     *
     * @param receiver is called on a thread of the book's, never twice at once; it must not hold that up
     */
    Subscription watch(Consumer<Protections> receiver);
}

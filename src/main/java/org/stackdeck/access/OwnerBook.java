package org.stackdeck.access;

import java.util.function.Consumer;
import org.stackdeck.platform.Subscription;

/**
 * The owners of all servers, in memory for those who show many. Whoever sees a server may know whose it is: it is shown to
 * colleagues who share the server, as its name is, and gives nobody anything.
 */
public interface OwnerBook {

    /**
     * As they are now; what another console on the same database changed may be missing for some seconds. Cheap: the
     * database is asked once for all who ask.
     */
    Owners owners();

    /**
     * Tells of the owners, now and after each change.
     *
     * @param receiver is called on a thread of the book's, never twice at once; it must not hold that up
     */
    Subscription watch(Consumer<Owners> receiver);
}

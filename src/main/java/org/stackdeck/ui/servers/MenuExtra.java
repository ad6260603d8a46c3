package org.stackdeck.ui.servers;

import org.stackdeck.access.Rights;
import org.stackdeck.cloud.Server;

/**
 * Something that a row's menu offers besides the actions, before what destroys. Whether it may be done is decided by the
 * service that does it.
 */
public interface MenuExtra {

    String icon();

    /** The key of what it is called. */
    String label();

    /** Whether to offer it to someone with these rights, for this server. */
    boolean offered(Rights rights, Server server);

    /** Whether it is also for a server that was deleted and that its cloud keeps. */
    default boolean reachesDeleted() {
        return false;
    }

    /** On the thread of the page at which it was chosen. */
    void open(Server server);
}

package org.stackdeck.notices.store;

/** Selects the instance that creates notices of failed servers, because each instance polls all servers. */
@FunctionalInterface
public interface ServerWatchLease {

    /** Returns whether this instance creates the notices, and extends its lease. */
    boolean acquire();
}

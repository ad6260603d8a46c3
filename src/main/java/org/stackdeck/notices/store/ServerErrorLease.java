package org.stackdeck.notices.store;

/**
 * Selects the instance that creates notices of failed servers, because each instance has all servers in its inventory.
 */
@FunctionalInterface
public interface ServerErrorLease {

    /** Acquires or extends the lease. Returns whether this instance holds it and must create the notices. */
    boolean acquire();
}

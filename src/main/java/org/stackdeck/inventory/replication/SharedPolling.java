package org.stackdeck.inventory.replication;

import java.time.Instant;
import java.util.Map;
import org.stackdeck.inventory.polling.ScopePosition;
import org.stackdeck.inventory.store.ScopeKey;

/** The polling of the servers of one cloud, which one node does for all. No method blocks on the cloud. */
public interface SharedPolling {

    /**
     * Starts the polls of this node.
     *
     * @param replicated state of each scope whose servers another node has published; all other scopes are removed
     * @param outdated whether the servers may be much older than usual, so that they are shown as outdated until a poll
     *     confirms them
     */
    void lead(Map<ScopeKey, ScopePosition> replicated, boolean outdated);

    /** Stops the polls of this node: another one publishes the servers. */
    void follow();

    /** Returns the progress of the scopes in which a poll of this node has succeeded. */
    Map<ScopeKey, ScopePosition> positions();

    /**
     * Records the polls of the polling node.
     *
     * @param starts the start of the last successful poll of each scope, or an earlier time, by the monotonic clock
     */
    void recordPolls(Map<ScopeKey, Instant> starts);
}

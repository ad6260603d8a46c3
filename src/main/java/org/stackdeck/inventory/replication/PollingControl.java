package org.stackdeck.inventory.replication;

import java.time.Instant;
import java.util.Map;
import org.stackdeck.inventory.polling.PollProgress;
import org.stackdeck.inventory.store.ScopeKey;

/** Polling of the servers of one cloud, which one node performs for all nodes. No method waits for the cloud. */
public interface PollingControl {

    /**
     * Starts the polls of this node.
     *
     * @param replicated position of each scope whose servers another node has published; all other scopes are removed
     * @param outdated whether to show the servers as outdated until a poll confirms them, because they may be much
     *     older than usual
     */
    void lead(Map<ScopeKey, PollProgress> replicated, boolean outdated);

    /** Stops the polls of this node, because another node publishes the servers. */
    void follow();

    /** Returns the progress of the scopes in which a poll of this node has succeeded. */
    Map<ScopeKey, PollProgress> positions();

    /**
     * Records the polls of the polling node.
     *
     * @param starts the start of the last successful poll of each scope, or an earlier time, by the monotonic clock
     */
    void recordPolls(Map<ScopeKey, Instant> starts);
}

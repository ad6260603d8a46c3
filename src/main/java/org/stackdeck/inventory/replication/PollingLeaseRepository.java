package org.stackdeck.inventory.replication;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.stackdeck.cloud.CloudName;

/**
 * Stores the leases of the clouds and of their lists of resources, and the changes that the holders of the leases
 * publish. Leases expire by the clock of the database, because the clocks of the nodes can differ.
 */
interface PollingLeaseRepository {

    /** Time after which a lease expires if it is not renewed. */
    Duration VALIDITY = Duration.ofSeconds(4);

    /**
     * Deletes published states that have not changed for a day and whose lease no node holds. This includes the states
     * of removed clouds.
     */
    void deleteOutdated();

    Optional<PollingLease> find(String id);

    /** @param ids not empty */
    List<PollingLease> findAll(Collection<String> ids);

    /** Creates an expired lease. Does nothing if it exists. */
    void insert(String id, CloudName cloud);

    /**
     * Acquires an expired lease for the term that follows the known one. Returns false if another node has acquired or
     * renewed the lease in the meantime.
     */
    boolean acquire(PollingLease known, String node);

    /** Renews the lease. Returns false if the node does not hold it in this term. */
    boolean renew(String id, String node, long term);

    /**
     * Ends the lease. Does nothing if the node does not hold it in this term.
     *
     * @param clears whether to delete the published state too
     */
    void release(String id, String node, long term, boolean clears);

    /**
     * Adds changes in one transaction.
     *
     * @param complete whether the first change begins a complete state; if it does, older changes are deleted
     * @param age returns the time since the state was read; called in the transaction
     * @return false, without an effect, if the node does not hold the lease in this term
     */
    boolean publish(String id, String node, long term, List<String> contents, boolean complete, Supplier<Duration> age);

    /** Returns the changes with these numbers, in order. Changes that have been deleted in the meantime are missing. */
    List<String> findChanges(String id, long first, long last);
}

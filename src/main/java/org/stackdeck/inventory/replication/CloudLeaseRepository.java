package org.stackdeck.inventory.replication;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.stackdeck.cloud.CloudName;

/**
 * The leases of the clouds, and the changes that their holders publish. A lease expires by the clock of the database,
 * so that the clocks of the nodes can differ.
 */
interface CloudLeaseRepository {

    /** Time after its last renewal at which a lease expires. */
    Duration VALIDITY = Duration.ofSeconds(4);

    /** Deletes published states that have not changed for a day, for instance those of clouds that no longer exist. */
    void deleteOutdated();

    /** Returns the existing leases with these IDs. */
    List<CloudLease> find(Collection<String> ids);

    /** Creates an expired lease. Does nothing if it exists. */
    void insert(String id, CloudName cloud);

    /** Acquires the lease for the term that follows the known one. Returns false if another node was faster. */
    boolean acquire(CloudLease known, String node);

    /** Returns false if the node does not hold the lease in this term. */
    boolean renew(String id, String node, long term);

    /**
     * Ends the lease. Does nothing if the node does not hold it in this term.
     *
     * @param clears whether the published state is deleted too
     */
    void release(String id, String node, long term, boolean clears);

    /**
     * Adds changes in one transaction.
     *
     * @param complete whether the first change begins a complete state, so that older ones are deleted
     * @param age returns the time since the state was read; called in the transaction
     * @return false, without an effect, if the node does not hold the lease in this term
     */
    boolean publish(String id, String node, long term, List<String> contents, boolean complete, Supplier<Duration> age);

    /** Returns the changes with these numbers, in order; fewer if some were deleted in the meantime. */
    List<String> findChanges(String id, long first, long last);
}

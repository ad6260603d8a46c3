package org.stackdeck.inventory.replication;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The lease of a cloud at the time of a query. Times are those of the database.
 *
 * @param node the node that holds or held the lease; null after a release
 * @param term number of acquisitions
 * @param expired whether a node can acquire the lease
 * @param newestChange number of the newest change; 0 if no change was published
 * @param newestComplete number of the newest change that contains the complete state; older ones are deleted
 * @param age time since the state in the newest change was read; null without a published state
 */
record CloudLease(
        String id,
        @Nullable String node,
        long term,
        boolean expired,
        long newestChange,
        long newestComplete,
        @Nullable Duration age) {}

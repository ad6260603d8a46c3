package org.stackdeck.inventory.replication;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Lease of a cloud, as read from the database.
 *
 * @param node the node that holds or held the lease; null before the first acquisition and after a release
 * @param term number of acquisitions so far
 * @param expired whether a node can acquire the lease
 * @param newestChange number of the newest change; 0 if no change was published
 * @param newestComplete number of the change that begins the newest complete state; earlier changes are deleted
 * @param age time, by the clock of the database, since the state in the newest change was read; null without a
 *     published state
 */
record PollingLease(
        String id,
        @Nullable String node,
        long term,
        boolean expired,
        long newestChange,
        long newestComplete,
        @Nullable Duration age) {}

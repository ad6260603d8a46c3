package org.stackdeck.inventory.replication;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.inventory.polling.PollProgress;
import org.stackdeck.inventory.polling.PollingContext;
import org.stackdeck.inventory.store.ScopeKey;

/**
 * Decides whether this node polls a cloud, and publishes or applies changes accordingly.
 *
 * <p>A node without a connection to the database polls too, so that its viewers see current data, but publishes
 * nothing. Several nodes can therefore poll at the same time. This causes additional requests but does no harm, because
 * a change is stored only in the term of the node that publishes it.
 */
public final class CloudLeaderElector {

    /** Time without a renewal after which this node no longer publishes, less than the validity of the lease. */
    static final Duration MAX_WITHOUT_RENEWAL = PollingLeaseRepository.VALIDITY.minusMillis(500);

    static final Duration RENEWAL_INTERVAL = Duration.ofMillis(1500);

    /**
     * Maximum time for which the holder renews the lease although it cannot store changes. During this time, the other
     * nodes show the last published servers as live.
     */
    static final Duration MAX_PUBLICATION_DELAY = Duration.ofSeconds(10);

    /** Time without a successful read of the database after which this node polls for itself. */
    static final Duration MAX_WITHOUT_DATABASE = Duration.ofSeconds(5);

    /** Age from which published servers are shown as outdated when this node begins to poll. */
    private static final Duration OUTDATED = Duration.ofSeconds(15);

    /** Age from which this node discards published servers when it begins to poll. */
    private static final Duration MAX_AGE = Duration.ofDays(1);

    private static final long NONE = -1;

    private static final Logger LOG = LoggerFactory.getLogger(CloudLeaderElector.class);

    private final String leaseId;
    private final CloudName cloud;
    private final PollingLeaseRepository repository;
    private final String node;
    private final PollingControl polling;
    private final Clock clock;
    private final InventoryChangePublisher publication;
    private final InventoryReplica replica;
    private volatile PollingRole role = PollingRole.FOLLOWER;
    private volatile long term;
    /** By the monotonic clock, like all times of this class. */
    private volatile Instant renewedAt = Instant.MIN;

    private volatile Instant databaseReadAt;
    /** Time since which the servers of this node may be more recent than the published ones. */
    private volatile Instant pollingSince = Instant.MIN;

    /** Time from which this node may acquire the lease again after it has deliberately not renewed the lease. */
    private Instant acquiresFrom = Instant.MIN;

    private volatile boolean closed;
    /** Number of the last applied change. Used by {@link #update} only. */
    private volatile long applied = NONE;

    private enum PollingRole {
        /** Another node polls. */
        FOLLOWER,
        /** Polls and publishes. */
        LEADER,
        /** Polls because the database is unavailable. */
        ALONE
    }

    CloudLeaderElector(
            String leaseId,
            PollingLeaseRepository repository,
            String node,
            PollingContext context,
            PollingControl polling) {
        this.leaseId = leaseId;
        this.cloud = context.cloud();
        this.repository = repository;
        this.node = node;
        this.polling = polling;
        this.clock = context.monotonicClock();
        this.publication = new InventoryChangePublisher(leaseId, repository, node, context, polling);
        this.replica = new InventoryReplica(cloud, context.store(), context.health());
        this.databaseReadAt = clock.instant();
    }

    CloudName cloud() {
        return cloud;
    }

    /** Returns whether this node polls the cloud, for all nodes or only for itself. */
    public boolean isPolling() {
        return role != PollingRole.FOLLOWER;
    }

    /** Runs the reader of a server on this node. No older published state replaces the result later. */
    public void read(ServerKey server, Runnable reader) {
        replica.beginRead(server);
        try {
            reader.run();
        } finally {
            replica.endRead(server, clock.instant());
        }
    }

    /** Renews or acquires the lease, and applies the changes of its holder. Must not be called concurrently. */
    void update() {
        if (closed) {
            return;
        }
        Instant askedAt = clock.instant();
        PollingLease lease = repository.find(leaseId).orElse(null);
        if (lease == null) {
            repository.insert(leaseId, cloud);
        } else if (lease.expired() && !(holds(lease) && canPublish())) {
            if (!isPolling()) {
                applyChanges(lease, askedAt);
            }
            if (!clock.instant().isBefore(acquiresFrom)) {
                acquire(lease);
            }
        } else if (holds(lease)) {
            if (canPublish()) {
                renewIfDue();
            } else {
                acquiresFrom = clock.instant().plus(PollingLeaseRepository.VALIDITY.multipliedBy(2));
            }
        } else if (!isPolling() || isPublishedSince(lease, askedAt)) {
            applyChanges(lease, askedAt);
        }
        // Read the clock again, because the query and the application of the changes can take a long time.
        databaseReadAt = clock.instant();
    }

    /**
     * Returns whether the published servers are at least as recent as the time at which this node began to poll for
     * itself.
     */
    private boolean isPublishedSince(PollingLease lease, Instant askedAt) {
        Duration age = lease.age();
        return age != null && lease.newestChange() > 0 && !askedAt.minus(age).isBefore(pollingSince);
    }

    private boolean canPublish() {
        return publication.delay(clock.instant()).compareTo(MAX_PUBLICATION_DELAY) < 0;
    }

    private boolean holds(PollingLease lease) {
        return term > 0 && node.equals(lease.node()) && lease.term() == term;
    }

    private void renewIfDue() {
        Instant now = clock.instant();
        if (role == PollingRole.LEADER && now.isBefore(renewedAt.plus(RENEWAL_INTERVAL))) {
            return;
        }
        if (repository.renew(leaseId, node, term)) {
            renewedAt = now;
            become(PollingRole.LEADER);
        }
    }

    private void acquire(PollingLease lease) {
        Instant now = clock.instant();
        if (!repository.acquire(lease, node)) {
            return;
        }
        synchronized (this) {
            if (closed) {
                repository.release(leaseId, node, lease.term() + 1, false);
                return;
            }
            term = lease.term() + 1;
            renewedAt = now;
            publication.begin(term);
            startPolling(lease.age());
            become(PollingRole.LEADER);
        }
    }

    /** Must be called with the lock held, after the published servers have been read. */
    private void follow(PollingLease lease) {
        if (isPolling()) {
            LOG.info("Another node polls {} since term {}", cloud, lease.term());
            polling.follow();
            replica.reset();
            role = PollingRole.FOLLOWER;
        }
    }

    private void startPolling(@Nullable Duration age) {
        if (isPolling()) {
            return;
        }
        boolean usable = age != null && age.compareTo(MAX_AGE) < 0;
        Map<ScopeKey, PollProgress> positions = usable ? replica.positions() : Map.of();
        polling.lead(positions, age != null && age.compareTo(OUTDATED) > 0);
    }

    private void become(PollingRole next) {
        if (role != next) {
            role = next;
            LOG.info(
                    next == PollingRole.LEADER
                            ? "This node polls {} for all nodes, in term {}"
                            : "The lease was not read or renewed in time: this node polls {} for itself, after term {}",
                    cloud,
                    term);
        }
    }

    /**
     * Reads and applies the published changes, and stops the polls of this node. If the changes cannot be read, this
     * node continues to poll.
     */
    private void applyChanges(PollingLease lease, Instant askedAt) {
        long newest = lease.newestChange();
        Duration age = lease.age();
        if (newest > 0 && age != null && (isPolling() || newest != applied)) {
            boolean continues = !isPolling() && applied >= lease.newestComplete() && applied < newest;
            long first = continues ? applied + 1 : lease.newestComplete();
            List<String> contents = repository.findChanges(leaseId, first, newest);
            if (contents.size() != newest - first + 1) {
                // Since the lease was read, the holder has published a complete state and deleted the earlier changes.
                return;
            }
            List<InventoryChange> changes =
                    contents.stream().map(InventoryChange::parse).toList();
            synchronized (this) {
                if (closed || (continues && isPolling())) {
                    return;
                }
                follow(lease);
                replica.apply(changes, askedAt, age);
                applied = newest;
            }
            polling.recordPolls(replica.pollStarts());
        }
        replica.expireReads(clock.instant());
    }

    /** Makes this node poll for itself if the lease could not be renewed or read in time. Does not use the database. */
    synchronized void checkTimes() {
        Instant now = clock.instant();
        if (closed) {
            return;
        }
        if (role == PollingRole.LEADER && !isLeader(now)) {
            pollingSince = renewedAt;
            become(PollingRole.ALONE);
        } else if (role == PollingRole.FOLLOWER && now.isAfter(databaseReadAt.plus(MAX_WITHOUT_DATABASE))) {
            startPolling(Duration.ZERO);
            pollingSince = now;
            become(PollingRole.ALONE);
        }
    }

    private boolean isLeader(Instant now) {
        return role == PollingRole.LEADER && now.isBefore(renewedAt.plus(MAX_WITHOUT_RENEWAL));
    }

    /** Publishes the changes since the last call if this node holds the lease. Must not be called concurrently. */
    void publish() {
        if (!closed && isLeader(clock.instant())) {
            publication.publish();
        }
    }

    /**
     * Releases the lease, so that another node can acquire it immediately. This object does not acquire it again.
     *
     * @param clears whether to delete the published state too, because the cloud was removed or has changed
     */
    void close(boolean clears) {
        synchronized (this) {
            closed = true;
        }
        if (term > 0) {
            try {
                repository.release(leaseId, node, term, clears);
            } catch (RuntimeException e) {
                LOG.info("Could not release the lease of {}, which expires soon: {}", cloud, e.toString());
            }
        }
    }
}

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
import org.stackdeck.inventory.polling.PollingContext;
import org.stackdeck.inventory.polling.ScopePosition;
import org.stackdeck.inventory.store.ScopeKey;

/**
 * Decides whether this node polls a cloud, and publishes or applies changes accordingly.
 *
 * <p>A node without a connection to the database polls too, as a single node would, so that its viewers see current
 * data; it publishes nothing. Several nodes may therefore poll for a short time, which costs the cloud requests but
 * does no harm: a change is stored only in the term of its author.
 */
public final class SharedCloud {

    /** Time without a renewal after which this node no longer publishes: before another node can acquire the lease. */
    static final Duration MAX_WITHOUT_RENEWAL = CloudLeaseRepository.VALIDITY.minusMillis(500);

    static final Duration RENEWAL_INTERVAL = Duration.ofMillis(1500);

    /**
     * Time for which the holder cannot store changes after which it does not renew the lease: the other nodes would show
     * its last servers as live.
     */
    static final Duration MAX_PUBLICATION_DELAY = Duration.ofSeconds(10);

    /** Time without a successful read of the database after which this node polls itself. */
    static final Duration MAX_WITHOUT_DATABASE = Duration.ofSeconds(5);

    /** Age of published servers from which they are shown as outdated, and from which they are not used. */
    private static final Duration OUTDATED = Duration.ofSeconds(15);

    private static final Duration MAX_AGE = Duration.ofDays(1);

    private static final long NONE = -1;

    private static final Logger LOG = LoggerFactory.getLogger(SharedCloud.class);

    private final String leaseId;
    private final CloudName cloud;
    private final CloudLeaseRepository repository;
    private final String node;
    private final SharedPolling polling;
    private final Clock clock;
    private final InventoryPublication publication;
    private final InventoryReplica replica;
    private volatile PollingRole role = PollingRole.FOLLOWER;
    private volatile long term;
    /** By the monotonic clock, like all times of this class. */
    private volatile Instant renewedAt = Instant.MIN;

    private volatile Instant databaseReadAt;
    /** Time since which the servers of this node may be more recent than those published before it. */
    private volatile Instant pollingSince = Instant.MIN;

    /** Time before which another node may acquire a lease that this node has not renewed on purpose. */
    private Instant acquiresFrom = Instant.MIN;

    private volatile boolean closed;
    /** Number of the last applied change; used by {@link #update} only, except for its reset. */
    private volatile long applied = NONE;

    private enum PollingRole {
        /** Another node polls. */
        FOLLOWER,
        /** Polls and publishes. */
        LEADER,
        /** Polls because the database is unavailable. */
        ALONE
    }

    SharedCloud(
            String leaseId,
            CloudLeaseRepository repository,
            String node,
            PollingContext context,
            SharedPolling polling) {
        this.leaseId = leaseId;
        this.cloud = context.cloud();
        this.repository = repository;
        this.node = node;
        this.polling = polling;
        this.clock = context.monotonicClock();
        this.publication = new InventoryPublication(leaseId, repository, node, context, polling);
        this.replica = new InventoryReplica(cloud, context.store(), context.health());
        this.databaseReadAt = clock.instant();
    }

    String leaseId() {
        return leaseId;
    }

    CloudName cloud() {
        return cloud;
    }

    /** Returns whether this node polls the cloud, for all nodes or only for itself. */
    public boolean isPolling() {
        return role != PollingRole.FOLLOWER;
    }

    /** Reads a server from the cloud on this node, without a later replacement by an older published state. */
    public void read(ServerKey server, Runnable reader) {
        replica.beginRead(server);
        try {
            reader.run();
        } finally {
            replica.endRead(server, clock.instant());
        }
    }

    /**
     * Renews or acquires the lease, and applies the changes of its holder. Not called concurrently.
     *
     * @param lease null if it does not exist
     * @param askedAt start of the query
     */
    void update(@Nullable CloudLease lease, Instant askedAt) {
        if (closed) {
            return;
        }
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
                acquiresFrom = clock.instant().plus(CloudLeaseRepository.VALIDITY.multipliedBy(2));
            }
        } else if (!isPolling() || isPublishedSince(lease, askedAt)) {
            applyChanges(lease, askedAt);
        }
        // The end of the query and of the application, which can take long.
        databaseReadAt = clock.instant();
    }

    /** Returns whether the published servers are not older than the time at which this node began to poll by itself. */
    private boolean isPublishedSince(CloudLease lease, Instant askedAt) {
        Duration age = lease.age();
        return age != null && lease.newestChange() > 0 && !askedAt.minus(age).isBefore(pollingSince);
    }

    private boolean canPublish() {
        return publication.delay(clock.instant()).compareTo(MAX_PUBLICATION_DELAY) < 0;
    }

    private boolean holds(CloudLease lease) {
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

    private void acquire(CloudLease lease) {
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

    /** Called with the lock, after the published servers have been read. */
    private void follow(CloudLease lease) {
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
        Map<ScopeKey, ScopePosition> positions = usable ? replica.positions() : Map.of();
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

    /** Reads and applies the published changes, and stops the polls of this node. If they cannot be read, it continues to poll. */
    private void applyChanges(CloudLease lease, Instant askedAt) {
        long newest = lease.newestChange();
        Duration age = lease.age();
        if (newest > 0 && age != null && (isPolling() || newest != applied)) {
            boolean continues = !isPolling() && applied >= lease.newestComplete() && applied < newest;
            long first = continues ? applied + 1 : lease.newestComplete();
            List<String> contents = repository.findChanges(leaseId, first, newest);
            if (contents.size() != newest - first + 1) {
                // The holder has published a complete state since the lease was read, and deleted earlier changes.
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

    /** Adapts to a lease that could not be renewed or read in time. Does not use the database. */
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

    /** Publishes the changes since the last call. Not called concurrently. */
    void publish() {
        if (!closed && isLeader(clock.instant())) {
            publication.publish();
        }
    }

    /**
     * Releases the lease, so that another node can acquire it at once. This node does not acquire it again.
     *
     * @param clears whether the cloud was removed or has changed, so that the published state is deleted too
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

package org.stackdeck.inventory.replication;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stackdeck.cloud.CloudName;

/**
 * A list that one node requests from a cloud for all nodes. A node holds the lease of the list only during its request,
 * and publishes the changes at its end. Any node can therefore send the next request.
 *
 * <p>Without the database, each node requests the list for itself.
 */
public final class ResourceListLease {

    /** Time for which the database is not used after a failure, so that lists are not delayed by its timeouts. */
    static final Duration FAILURE_PAUSE = Duration.ofSeconds(10);

    private static final long NONE = -1;

    private static final Logger LOG = LoggerFactory.getLogger(ResourceListLease.class);

    private final String id;
    private final CloudName cloud;
    private final PollingLeaseRepository repository;
    private final String node;
    private final Clock clock;
    private final Consumer<ResourceListLease> onClose;
    private volatile BooleanSupplier watched = () -> false;
    private volatile Runnable onPublication = () -> {};

    /** The lease when it was last read; null if the database was not available. */
    private @Nullable PollingLease known;
    /** Number of the last change that {@link #read} has returned or this node has published. */
    private long applied = NONE;
    /** Term of the last change that {@link #read} has returned or this node has published. */
    private volatile long appliedTerm = NONE;

    /** Term in which this node holds the lease; {@link #NONE} if it does not. */
    private volatile long heldTerm = NONE;

    private volatile Instant renewedAt = Instant.MIN;
    private Instant unusedUntil = Instant.MIN;

    /**
     * Changes that other nodes have published.
     *
     * @param restarts whether the changes replace all earlier ones; without changes, nothing is published
     * @param start when the last request for the list began, or an earlier time, by the monotonic clock
     */
    public record Publication(boolean restarts, List<String> changes, Instant start) {}

    /** @param clock a monotonic clock */
    ResourceListLease(
            String id,
            CloudName cloud,
            PollingLeaseRepository repository,
            String node,
            Clock clock,
            Consumer<ResourceListLease> onClose) {
        this.id = id;
        this.cloud = cloud;
        this.repository = repository;
        this.node = node;
        this.clock = clock;
        this.onClose = onClose;
    }

    String id() {
        return id;
    }

    /**
     * Reports the publications of other nodes.
     *
     * @param demand returns whether to report them
     * @param publication called repeatedly until {@link #read} returns the publication; must not block
     */
    public void watch(BooleanSupplier demand, Runnable publication) {
        watched = demand;
        onPublication = publication;
    }

    boolean isWatched() {
        return watched.getAsBoolean();
    }

    void check(PollingLease lease) {
        if (isNew(lease)) {
            onPublication.run();
        }
    }

    /** Returns whether a request has ended since the last publication that this node knows. */
    private boolean isNew(PollingLease lease) {
        return lease.expired() && lease.term() != appliedTerm;
    }

    /** Returns what other nodes have published since the last call. Must not be called during an own request. */
    public Optional<Publication> read() {
        known = null;
        Instant askedAt = clock.instant();
        if (askedAt.isBefore(unusedUntil)) {
            return Optional.empty();
        }
        try {
            PollingLease lease = repository.find(id).orElse(null);
            if (lease == null) {
                repository.insert(id, cloud);
                lease = repository.find(id).orElseThrow();
            }
            known = lease;
            return isNew(lease) ? publication(lease, askedAt) : Optional.empty();
        } catch (RuntimeException e) {
            reportFailure(e);
            known = null;
            return Optional.empty();
        }
    }

    private Optional<Publication> publication(PollingLease lease, Instant askedAt) {
        Duration age = lease.age();
        long newest = lease.newestChange();
        boolean continues = age != null && applied >= lease.newestComplete() && applied <= newest;
        long first = continues ? applied + 1 : lease.newestComplete();
        List<String> changes = age == null || first > newest ? List.of() : repository.findChanges(id, first, newest);
        if (age != null && changes.size() != newest - first + 1) {
            // Since the lease was read, another node has published a complete list and deleted the earlier changes.
            return Optional.empty();
        }
        applied = age == null ? NONE : newest;
        appliedTerm = lease.term();
        return Optional.of(new Publication(!continues, changes, age == null ? Instant.MIN : askedAt.minus(age)));
    }

    /**
     * Makes {@link #read} return all changes since the newest complete list, because the published list is unknown to
     * this node.
     */
    public void restart() {
        applied = NONE;
        appliedTerm = NONE;
    }

    /**
     * Acquires the lease as last read, if it is not held and {@link #read} has returned all changes. {@link #publish}
     * or {@link #release} must follow.
     *
     * @return whether this node may request the list; also true if the database is not available
     */
    public boolean acquire() {
        PollingLease lease = known;
        if (lease == null) {
            return true;
        }
        if (!lease.expired() || isNew(lease)) {
            return false;
        }
        Instant now = clock.instant();
        try {
            if (!repository.acquire(lease, node)) {
                return false;
            }
            renewedAt = now;
            heldTerm = lease.term() + 1;
        } catch (RuntimeException e) {
            reportFailure(e);
        }
        return true;
    }

    /** Returns the number of published changes that a node without the list must read. */
    public long publishedChanges() {
        PollingLease lease = known;
        return lease == null || applied == NONE ? 0 : lease.newestChange() - lease.newestComplete() + 1;
    }

    /**
     * Publishes the changes that the request of this node has found.
     *
     * @param complete whether the changes are a complete list
     * @param start start of the request by the monotonic clock
     * @return whether the changes are published; if not, {@link #restart} may be necessary
     */
    public boolean publish(List<String> changes, boolean complete, Instant start) {
        long term = heldTerm;
        if (term == NONE) {
            return false;
        }
        try {
            boolean stored = repository.publish(
                    id, node, term, changes, complete, () -> Duration.between(start, clock.instant()));
            if (stored) {
                applied = Objects.requireNonNull(known).newestChange() + changes.size();
                appliedTerm = term;
            }
            return stored;
        } catch (RuntimeException e) {
            // It is unknown whether the changes were stored.
            restart();
            reportFailure(e);
            return false;
        }
    }

    /** Releases the lease. Does nothing if this node does not hold it. */
    public void release() {
        long term = heldTerm;
        heldTerm = NONE;
        if (term != NONE) {
            try {
                repository.release(id, node, term, false);
            } catch (RuntimeException e) {
                reportFailure(e);
            }
        }
    }

    /** Renews the lease during a long request. If this fails, the changes must not be published. */
    void renewIfDue() {
        long term = heldTerm;
        Instant now = clock.instant();
        if (term != NONE
                && !now.isBefore(renewedAt.plus(CloudLeaderElector.RENEWAL_INTERVAL))
                && repository.renew(id, node, term)) {
            renewedAt = now;
        }
    }

    /** Ends the reports, and releases the lease. */
    public void close() {
        watched = () -> false;
        onClose.accept(this);
        release();
    }

    private void reportFailure(RuntimeException failure) {
        unusedUntil = clock.instant().plus(FAILURE_PAUSE);
        LOG.warn(
                "Could not share a list of {} with the other nodes. This node requests it for itself: {}",
                cloud,
                failure.toString());
    }
}

package org.stackdeck.inventory.replication;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudName;

/** Stores leases in memory. The clock represents that of the database. */
final class FakePollingLeaseRepository implements PollingLeaseRepository {

    private final Clock clock;
    private final Map<String, Row> rows = new HashMap<>();
    private boolean available = true;
    private boolean losesResponses;
    private int publications;
    private @Nullable PollingLease found;

    private static final class Row {
        @Nullable
        String node;

        long term;
        Instant expiresAt = Instant.MIN;
        long newest;
        long complete;

        @Nullable
        Instant changedAt;

        final TreeMap<Long, String> changes = new TreeMap<>();
    }

    FakePollingLeaseRepository(Clock clock) {
        this.clock = clock;
    }

    synchronized void setAvailable(boolean now) {
        available = now;
    }

    /** Sets whether publications fail after they were stored. */
    synchronized void loseResponses(boolean now) {
        losesResponses = now;
    }

    /** Returns this lease from the next query, like a query before the latest changes. */
    synchronized void findOnce(PollingLease lease) {
        found = lease;
    }

    synchronized int publications() {
        return publications;
    }

    synchronized int storedChanges(String id) {
        return row(id).changes.size();
    }

    @Override
    public synchronized void deleteOutdated() {
        check();
    }

    @Override
    public synchronized Optional<PollingLease> find(String id) {
        check();
        PollingLease once = found;
        found = null;
        return Optional.ofNullable(once)
                .or(() -> Optional.ofNullable(rows.get(id)).map(row -> lease(id, row)));
    }

    private PollingLease lease(String id, Row row) {
        Instant now = clock.instant();
        return new PollingLease(
                id,
                row.node,
                row.term,
                row.node == null || row.expiresAt.isBefore(now),
                row.newest,
                row.complete,
                row.changedAt == null ? null : Duration.between(row.changedAt, now));
    }

    @Override
    public synchronized List<PollingLease> findAll(Collection<String> ids) {
        return ids.stream().flatMap(id -> find(id).stream()).toList();
    }

    @Override
    public synchronized void insert(String id, CloudName cloud) {
        check();
        rows.putIfAbsent(id, new Row());
    }

    @Override
    public synchronized boolean acquire(PollingLease known, String node) {
        check();
        Row row = row(known.id());
        if (row.term != known.term() || !lease(known.id(), row).expired()) {
            return false;
        }
        row.node = node;
        row.term++;
        row.expiresAt = clock.instant().plus(VALIDITY);
        return true;
    }

    @Override
    public synchronized boolean renew(String id, String node, long term) {
        check();
        if (!isHolder(id, node, term)) {
            return false;
        }
        row(id).expiresAt = clock.instant().plus(VALIDITY);
        return true;
    }

    @Override
    public synchronized void release(String id, String node, long term, boolean clears) {
        check();
        if (isHolder(id, node, term)) {
            Row row = row(id);
            row.node = null;
            if (clears) {
                row.changedAt = null;
                row.complete = row.newest + 1;
                row.changes.clear();
            }
        }
    }

    @Override
    public synchronized boolean publish(
            String id, String node, long term, List<String> contents, boolean complete, Supplier<Duration> age) {
        check();
        if (!isHolder(id, node, term)) {
            return false;
        }
        Row row = row(id);
        if (complete) {
            row.complete = row.newest + 1;
            row.changes.clear();
        }
        contents.forEach(content -> row.changes.put(++row.newest, content));
        row.changedAt = clock.instant().minus(age.get());
        publications++;
        if (losesResponses) {
            throw new IllegalStateException("connection lost");
        }
        return true;
    }

    @Override
    public synchronized List<String> findChanges(String id, long first, long last) {
        check();
        return List.copyOf(row(id).changes.subMap(first, true, last, true).values());
    }

    private boolean isHolder(String id, String node, long term) {
        Row row = row(id);
        return node.equals(row.node) && row.term == term;
    }

    private Row row(String id) {
        return Objects.requireNonNull(rows.get(id));
    }

    private void check() {
        if (!available) {
            throw new IllegalStateException("database not available");
        }
    }
}

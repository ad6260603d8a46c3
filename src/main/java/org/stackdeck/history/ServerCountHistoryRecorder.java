package org.stackdeck.history;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.inventory.InventorySnapshot;

/** Stores the numbers of servers once an hour, and deletes numbers older than 90 days. */
@Component
class ServerCountHistoryRecorder {

    static final int RETENTION_HOURS = 90 * 24;

    private final Inventory inventory;
    private final JdbcTemplate database;
    private final Clock clock;

    ServerCountHistoryRecorder(Inventory inventory, JdbcTemplate database, Clock clock) {
        this.inventory = inventory;
        this.database = database;
        this.clock = clock;
    }

    /** Marks an hour in which no cloud had servers. */
    private static final Key NO_SERVERS = new Key("", "", ServerStatus.UNKNOWN);

    private record Key(String cloud, String project, ServerStatus status) {}

    /**
     * Stores the current numbers if none are stored for this hour. Stores nothing unless the data of all clouds is live
     * and complete, because missing servers would look like deleted ones; the next call in the same hour tries again.
     */
    @Transactional
    void record() {
        InventorySnapshot snapshot = inventory.snapshot();
        int hour = epochHour(clock.instant());
        if (!isComplete(snapshot) || isRecorded(hour)) {
            return;
        }
        Map<Key, Long> counts = snapshot.servers().values().stream()
                .collect(Collectors.groupingBy(ServerCountHistoryRecorder::key, Collectors.counting()));
        if (counts.isEmpty()) {
            counts = Map.of(NO_SERVERS, 0L);
        }
        // The primary key prevents duplicates from another instance.
        database.batchUpdate(
                "insert into server_history (epoch_hour, cloud, project_id, status, servers) values (?, ?, ?, ?, ?)",
                counts.entrySet().stream()
                        .map(entry -> row(hour, entry.getKey(), entry.getValue()))
                        .toList());
        database.update("delete from server_history where epoch_hour <= ?", hour - RETENTION_HOURS);
    }

    /** Returns the number of whole hours since 1970-01-01T00:00Z. */
    static int epochHour(Instant time) {
        return Math.toIntExact(Duration.between(Instant.EPOCH, time).toHours());
    }

    private boolean isRecorded(int hour) {
        return !database.queryForList("select 1 from server_history where epoch_hour = ? limit 1", Integer.class, hour)
                .isEmpty();
    }

    private static boolean isComplete(InventorySnapshot snapshot) {
        return !snapshot.freshness().isEmpty()
                && snapshot.freshness().values().stream()
                        .allMatch(freshness -> freshness.complete() && freshness.state() == Freshness.State.LIVE);
    }

    private static Key key(Server server) {
        return new Key(server.cloud().value(), server.project().id().value(), server.status());
    }

    private static Object[] row(int hour, Key key, long count) {
        return new Object[] {hour, key.cloud(), key.project(), key.status().name(), count};
    }
}

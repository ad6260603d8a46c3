package org.stackdeck.history;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    static final int RETENTION_HOURS = 90 * HourlySeries.HOURS;

    /**
     * Name of the series of recorded hours of a cloud, whose row has no project. In these hours, a project or status
     * without a value has no servers. Earlier versions stored one row without a cloud for all clouds.
     */
    static final String RECORDED = "recorded";

    private static final String NO_PROJECT = "";

    private final Inventory inventory;
    private final JdbcTemplate database;
    private final Clock clock;

    ServerCountHistoryRecorder(Inventory inventory, JdbcTemplate database, Clock clock) {
        this.inventory = inventory;
        this.database = database;
        this.clock = clock;
    }

    private record Key(String cloud, String project) {}

    /**
     * Stores the current numbers of each cloud for which none are stored for this hour. Skips a cloud unless its data
     * is live and complete, because missing servers would look like deleted ones; the next call in the same hour tries
     * again.
     */
    @Transactional
    void record() {
        InventorySnapshot snapshot = inventory.snapshot();
        int epochHour = epochHour(clock.instant());
        int day = epochHour / HourlySeries.HOURS;
        int hour = epochHour % HourlySeries.HOURS;
        Map<Key, HourlySeries> known = load(day);
        Set<Key> due = completeClouds(snapshot)
                .filter(cloud -> !known.getOrDefault(cloud, HourlySeries.EMPTY).covers(hour))
                .collect(Collectors.toSet());
        if (due.isEmpty()) {
            return;
        }
        Map<Key, HourlySeries> extended = new HashMap<>();
        due.forEach(cloud -> extended.put(
                cloud, known.getOrDefault(cloud, HourlySeries.EMPTY).with(hour, RECORDED, "1")));
        counts(snapshot, due).forEach((project, byStatus) -> {
            HourlySeries series = known.getOrDefault(project, HourlySeries.EMPTY);
            for (Map.Entry<ServerStatus, Long> count : byStatus.entrySet()) {
                series = series.with(hour, count.getKey().name(), String.valueOf(count.getValue()));
            }
            extended.put(project, series);
        });
        store(day, known.keySet(), extended);
        database.update(
                "delete from server_count_history where epoch_day < ?",
                (epochHour - RETENTION_HOURS) / HourlySeries.HOURS);
    }

    private static Map<Key, Map<ServerStatus, Long>> counts(InventorySnapshot snapshot, Set<Key> clouds) {
        return snapshot.servers().values().stream()
                .filter(server -> clouds.contains(new Key(server.cloud().value(), NO_PROJECT)))
                .collect(Collectors.groupingBy(
                        ServerCountHistoryRecorder::key, Collectors.groupingBy(Server::status, Collectors.counting())));
    }

    private Map<Key, HourlySeries> load(int day) {
        Map<Key, HourlySeries> series = new HashMap<>();
        database.query(
                "select cloud, project_id, servers from server_count_history where epoch_day = ?",
                row -> {
                    series.put(
                            new Key(row.getString("cloud"), row.getString("project_id")),
                            HourlySeries.parse(row.getString("servers")));
                },
                day);
        return series;
    }

    /** The primary key prevents duplicates from another instance. */
    private void store(int day, Set<Key> known, Map<Key, HourlySeries> extended) {
        Map<Boolean, List<Object[]>> rows = extended.entrySet().stream()
                .collect(Collectors.partitioningBy(
                        entry -> known.contains(entry.getKey()),
                        Collectors.mapping(entry -> row(day, entry.getKey(), entry.getValue()), Collectors.toList())));
        database.batchUpdate(
                "update server_count_history set servers = ? where epoch_day = ? and cloud = ? and project_id = ?",
                rows.getOrDefault(true, List.of()));
        database.batchUpdate(
                "insert into server_count_history (servers, epoch_day, cloud, project_id) values (?, ?, ?, ?)",
                rows.getOrDefault(false, List.of()));
    }

    /** Returns the number of whole hours since 1970-01-01T00:00Z. */
    static int epochHour(Instant time) {
        return Math.toIntExact(Duration.between(Instant.EPOCH, time).toHours());
    }

    private static Stream<Key> completeClouds(InventorySnapshot snapshot) {
        return snapshot.freshness().entrySet().stream()
                .filter(entry -> entry.getValue().complete() && entry.getValue().state() == Freshness.State.LIVE)
                .map(entry -> new Key(entry.getKey().value(), NO_PROJECT));
    }

    private static Key key(Server server) {
        return new Key(server.cloud().value(), server.project().id().value());
    }

    private static Object[] row(int day, Key key, HourlySeries series) {
        return new Object[] {series.format(), day, key.cloud(), key.project()};
    }
}

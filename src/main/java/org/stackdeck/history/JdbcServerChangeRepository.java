package org.stackdeck.history;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.platform.database.DatabaseTimestamps;

/**
 * Stores the changes of the last 24 hours in the database, because each node needs them, even after a restart. One row
 * is locked while changes are stored: of several nodes that detect the same change, the first stores it.
 */
@Repository
class JdbcServerChangeRepository implements ServerChangeRepository {

    static final Duration RETENTION = Duration.ofHours(24);
    /** Limits the table if a large cloud changes all servers many times a day. */
    private static final int MAX_CHANGES = 100_000;
    /** Time in which different nodes detect the same change. */
    private static final Duration DETECTION = Duration.ofMinutes(10);

    private static final int IDS_PER_QUERY = 500;
    private static final int MAX_NAME_LENGTH = 255;

    private final JdbcClient database;
    private final JdbcTemplate batches;
    private final Clock clock;

    JdbcServerChangeRepository(JdbcClient database, JdbcTemplate batches, Clock clock) {
        this.database = database;
        this.batches = batches;
        this.clock = clock;
    }

    private record AspectKey(ServerKey server, ServerChangeKind.Aspect aspect) {}

    private record StoredValue(String value, Instant serverUpdated, Instant at) {}

    @Override
    @Transactional
    public List<ServerChange> addMissing(List<DetectedServerChange> detected) {
        long last = database.sql("select last_number from server_change_lock where id = 1 for update")
                .query(Long.class)
                .single();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        database.sql("delete from server_changes where detected_at < ? or change_number <= ?")
                .params(DatabaseTimestamps.toDatabase(now.minus(RETENTION)), last + detected.size() - MAX_CHANGES)
                .update();
        Map<AspectKey, StoredValue> stored = findNewest(detected);
        List<ServerChange> added = new ArrayList<>();
        List<Object[]> rows = new ArrayList<>();
        for (DetectedServerChange change : detected) {
            if (!isStored(change, stored.get(key(change)), now)) {
                ServerChange numbered = change(change, last + added.size() + 1, now);
                added.add(numbered);
                rows.add(row(numbered, change));
            }
        }
        batches.batchUpdate(
                "insert into server_changes (change_number, cloud, server_id, project_id, server_name, kind, new_value,"
                        + " server_updated_at, detected_at, by_operation) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                rows);
        database.sql("update server_change_lock set last_number = ? where id = 1")
                .param(last + added.size())
                .update();
        return added;
    }

    /** Returns the number of the newest change. */
    long lastNumber() {
        return database.sql("select last_number from server_change_lock where id = 1")
                .query(Long.class)
                .single();
    }

    /**
     * Returns the changes that no operation has caused, newest first.
     *
     * @param afterNumber not included
     * @param toNumber included; later changes may be stored at the same time and are left to the next call
     */
    List<ServerChange> findOutside(long afterNumber, long toNumber, Instant since, int limit) {
        return database.sql("""
                        select change_number, cloud, server_id, project_id, server_name, kind, detected_at, by_operation
                        from server_changes where change_number > :after and change_number <= :to and detected_at >= :since
                          and by_operation = false order by change_number desc limit :limit""")
                .param("after", afterNumber)
                .param("to", toNumber)
                .param("since", DatabaseTimestamps.toDatabase(since))
                .param("limit", limit)
                .query((row, _) -> read(row))
                .list();
    }

    private Map<AspectKey, StoredValue> findNewest(List<DetectedServerChange> detected) {
        List<String> ids = detected.stream()
                .map(change -> change.server().id().value())
                .distinct()
                .toList();
        Map<AspectKey, StoredValue> newest = new HashMap<>();
        for (int from = 0; from < ids.size(); from += IDS_PER_QUERY) {
            Set<String> batch = new HashSet<>(ids.subList(from, Math.min(ids.size(), from + IDS_PER_QUERY)));
            database.sql("""
                            select cloud, server_id, kind, new_value, server_updated_at, detected_at
                            from server_changes where server_id in (:ids) order by change_number""").param("ids", batch).query(row -> {
                newest.put(
                        new AspectKey(
                                serverKey(row),
                                ServerChangeKind.valueOf(row.getString("kind")).aspect()),
                        new StoredValue(
                                row.getString("new_value"),
                                DatabaseTimestamps.fromDatabase(row, "server_updated_at"),
                                DatabaseTimestamps.fromDatabase(row, "detected_at")));
            });
        }
        return newest;
    }

    /**
     * Returns whether the newest stored change of the same attribute is this change. A node without a connection to its
     * cloud can detect a change late; then the time of the server's last update is the same. A server is created only
     * once, but can be deleted again after it was restored.
     */
    private static boolean isStored(DetectedServerChange change, @Nullable StoredValue newest, Instant now) {
        return newest != null
                && newest.value().equals(shortened(change.newValue()))
                && (change.kind() == ServerChangeKind.CREATED
                        || !change.server().updated().isAfter(newest.serverUpdated())
                        || newest.at().isAfter(now.minus(DETECTION)));
    }

    private static AspectKey key(DetectedServerChange change) {
        return new AspectKey(change.server().key(), change.kind().aspect());
    }

    private static ServerChange change(DetectedServerChange detected, long number, Instant now) {
        Server server = detected.server();
        return new ServerChange(
                number,
                server.key(),
                server.project().id(),
                server.name(),
                detected.kind(),
                now,
                detected.byOperation());
    }

    private static Object[] row(ServerChange change, DetectedServerChange detected) {
        return new Object[] {
            change.number(),
            change.key().cloud().value(),
            change.key().id().value(),
            change.project().value(),
            shortened(change.name()),
            change.kind().name(),
            shortened(detected.newValue()),
            DatabaseTimestamps.toDatabase(detected.server().updated()),
            DatabaseTimestamps.toDatabase(change.at()),
            change.byOperation()
        };
    }

    private static ServerChange read(ResultSet row) throws SQLException {
        return new ServerChange(
                row.getLong("change_number"),
                serverKey(row),
                new ProjectId(row.getString("project_id")),
                row.getString("server_name"),
                ServerChangeKind.valueOf(row.getString("kind")),
                DatabaseTimestamps.fromDatabase(row, "detected_at"),
                row.getBoolean("by_operation"));
    }

    private static ServerKey serverKey(ResultSet row) throws SQLException {
        return new ServerKey(new CloudName(row.getString("cloud")), new ServerId(row.getString("server_id")));
    }

    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= MAX_NAME_LENGTH
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MAX_NAME_LENGTH));
    }
}

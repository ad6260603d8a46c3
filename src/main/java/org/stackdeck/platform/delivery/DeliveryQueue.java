package org.stackdeck.platform.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stackdeck.platform.database.DatabaseTimestamps;

/**
 * Executes SQL statements on a table of messages to be sent. The table has the columns {@code id}, {@code kind},
 * {@code state}, {@code content}, {@code attempts}, {@code created_at}, {@code next_attempt_at}, {@code expires_at} and
 * {@code failure}, and a column for the owner.
 */
public final class DeliveryQueue {

    private static final String DUE = " where state = 'PENDING' and next_attempt_at <= :now and expires_at > :now";

    private final JdbcClient database;
    private final String table;
    private final String ownerColumn;

    public DeliveryQueue(JdbcClient database, String table, String ownerColumn) {
        this.database = database;
        this.table = table;
        this.ownerColumn = ownerColumn;
    }

    /**
     * @param content encrypted content
     * @throws org.springframework.dao.DuplicateKeyException if the queue already contains a message with this ID
     */
    public void insert(UUID id, @Nullable UUID owner, String kind, String content, Instant now, Duration lifetime) {
        database.sql("insert into " + table + " (id, " + ownerColumn + """
                        , kind, state, content, attempts, created_at, next_attempt_at, expires_at)
                        values (:id, :owner, :kind, 'PENDING', :content, 0, :now, :now, :expiry)""")
                .param("id", id.toString())
                .param("owner", owner == null ? null : owner.toString())
                .param("kind", kind)
                .param("content", content)
                .param("now", DatabaseTimestamps.toDatabase(now))
                .param("expiry", DatabaseTimestamps.toDatabase(now.plus(lifetime)))
                .update();
    }

    /** Returns whether the queue contains the message in any state. */
    public boolean contains(UUID id) {
        return database.sql("select count(*) from " + table + " where id = ?")
                        .param(id.toString())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    int countPending() {
        return database.sql("select count(*) from " + table + " where state = 'PENDING'")
                .query(Integer.class)
                .single();
    }

    public int countPending(UUID owner) {
        return database.sql("select count(*) from " + table + " where " + ownerColumn + " = ? and state = 'PENDING'")
                .param(owner.toString())
                .query(Integer.class)
                .single();
    }

    public void deletePending(UUID owner) {
        database.sql("delete from " + table + " where " + ownerColumn + " = ? and state = 'PENDING'")
                .param(owner.toString())
                .update();
    }

    /**
     * Returns pending messages that have not expired and whose next attempt is due. Messages with the fewest attempts
     * are first, and among these the oldest.
     */
    public List<DueMessage> findDue(Instant now, int limit) {
        return findDue(DUE, Map.of(), now, limit);
    }

    /** Returns the due messages of the owner, in the order of {@link #findDue(Instant, int)}. */
    public List<DueMessage> findDue(UUID owner, Instant now, int limit) {
        return findDue(DUE + " and " + ownerColumn + " = :owner", Map.of("owner", owner.toString()), now, limit);
    }

    private List<DueMessage> findDue(String condition, Map<String, String> parameters, Instant now, int limit) {
        return database.sql("select id, " + ownerColumn + " as owner, kind, content, attempts, created_at, expires_at"
                        + " from " + table + condition + " order by attempts, created_at, id limit :limit")
                .param("now", DatabaseTimestamps.toDatabase(now))
                .param("limit", limit)
                .params(parameters)
                .query((row, _) -> dueMessage(row))
                .list();
    }

    public List<UUID> findDueOwners(Instant now) {
        return database.sql("select distinct " + ownerColumn + " from " + table + DUE)
                .param("now", DatabaseTimestamps.toDatabase(now))
                .query((row, _) -> UUID.fromString(row.getString(1)))
                .list();
    }

    private static DueMessage dueMessage(ResultSet row) throws SQLException {
        String owner = row.getString("owner");
        return new DueMessage(
                UUID.fromString(row.getString("id")),
                owner == null ? null : UUID.fromString(owner),
                row.getString("kind"),
                row.getString("content"),
                row.getInt("attempts"),
                DatabaseTimestamps.fromDatabase(row, "created_at"),
                DatabaseTimestamps.fromDatabase(row, "expires_at"));
    }

    /** Starts an attempt. Returns false if another instance has started it, or if the message is no longer pending. */
    public boolean claim(DueMessage message, Instant now, Instant until) {
        return database.sql("update " + table + """
                         set attempts = attempts + 1, next_attempt_at = :until
                        where id = :id and state = 'PENDING' and attempts = :attempts and next_attempt_at <= :now""")
                        .param("until", DatabaseTimestamps.toDatabase(until))
                        .param("id", message.id().toString())
                        .param("attempts", message.attempts())
                        .param("now", DatabaseTimestamps.toDatabase(now))
                        .update()
                > 0;
    }

    /** Stores the success of the claimed attempt and deletes the content. */
    void markSent(DueMessage message) {
        database.sql("update " + table + """
                         set state = 'SENT', content = null, failure = null
                        where id = ? and state = 'PENDING' and attempts = ?""")
                .params(message.id().toString(), message.attempts() + 1)
                .update();
    }

    /** Stores the failure of the claimed attempt and the time of the next attempt. */
    void scheduleRetry(DueMessage message, String failure, Instant next) {
        database.sql("update " + table + """
                         set failure = ?, next_attempt_at = ?
                        where id = ? and state = 'PENDING' and attempts = ?""")
                .params(
                        failure,
                        DatabaseTimestamps.toDatabase(next),
                        message.id().toString(),
                        message.attempts() + 1)
                .update();
    }

    /** Ends the delivery and deletes the content. */
    void markFailed(DueMessage message, String failure) {
        database.sql("update " + table + """
                         set state = 'FAILED', content = null, failure = ?
                        where id = ? and state = 'PENDING' and attempts = ?""")
                .params(failure, message.id().toString(), message.attempts() + 1)
                .update();
    }

    /**
     * Ends the delivery of expired messages without an attempt in progress, and deletes their content. Returns their
     * number.
     */
    int failExpired(Instant now) {
        return database.sql("update " + table + """
                         set state = 'FAILED', content = null, failure = coalesce(failure, 'expired')
                        where state = 'PENDING' and expires_at <= :now and next_attempt_at <= :now""")
                .param("now", DatabaseTimestamps.toDatabase(now))
                .update();
    }

    int deleteCreatedBefore(Instant before) {
        return database.sql("delete from " + table + " where created_at < ?")
                .param(DatabaseTimestamps.toDatabase(before))
                .update();
    }
}

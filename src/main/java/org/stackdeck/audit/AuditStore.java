package org.stackdeck.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stackdeck.platform.StoredTime;

/**
 * Accesses the tables of the trail. Uses plain SQL instead of an entity, so that no persistence context can change or
 * delete a row.
 */
@Component
class AuditStore {

    private final JdbcClient database;

    AuditStore(JdbcClient database) {
        this.database = database;
    }

    /** Number and hash of the newest entry. */
    record Head(long sequence, String hash) {}

    /** Predecessor of the first entry. */
    static final Head BEGINNING = new Head(0, "0".repeat(64));

    /**
     * Entry with its hashes.
     *
     * @param written empty if the row is not a valid entry
     */
    record Link(long sequence, Optional<AuditRecord> written, String previousHash, String hash) {

        /** Whether the entry was written after the one with this hash. */
        boolean follows(String previous) {
            return previousHash.equals(previous)
                    && written.map(entry -> AuditChain.hash(previous, entry).equals(hash))
                            .orElse(false);
        }
    }

    Optional<Head> head() {
        return database.sql("select sequence_number, hash from audit_head where id = 1")
                .query(AuditStore::headOf)
                .optional();
    }

    /** Locks the head, so that only this transaction can append entries. */
    Head lockHead() {
        return database.sql("select sequence_number, hash from audit_head where id = 1 for update")
                .query(AuditStore::headOf)
                .single();
    }

    void moveHead(Head head) {
        database.sql("update audit_head set sequence_number = ?, hash = ? where id = 1")
                .params(head.sequence(), head.hash())
                .update();
    }

    void append(AuditRecord written, String previousHash, String hash) {
        AuditEntry entry = written.entry();
        database.sql("""
                        insert into audit_entry (sequence_number, written_at, actor_id, actor, source, channel, action,
                          object_type, object_id, object_name, result, detail, previous_hash, hash)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .param(written.sequence())
                .param(StoredTime.of(written.at()))
                .param(entry.actorId())
                .param(entry.actor())
                .param(entry.source())
                .param(entry.channel())
                .param(entry.action())
                .param(entry.objectType())
                .param(entry.objectId())
                .param(entry.objectName())
                .param(entry.result().name())
                .param(entry.detail())
                .param(previousHash)
                .param(hash)
                .update();
    }

    List<AuditRecord> newest(int offset, int limit) {
        return database.sql("select * from audit_entry order by sequence_number desc limit ? offset ?")
                .params(limit, offset)
                .query(AuditStore::written)
                .list();
    }

    long count() {
        return database.sql("select count(*) from audit_entry")
                .query(Long.class)
                .single();
    }

    /** In order, after the first number and up to the second one, inclusive. */
    List<Link> links(long after, long upTo, int limit) {
        return database.sql("""
                        select * from audit_entry where sequence_number > ? and sequence_number <= ?
                        order by sequence_number limit ?""")
                .params(after, upTo, limit)
                .query(AuditStore::link)
                .list();
    }

    /** Newest entry with this action and result up to this number. */
    Optional<Link> newest(String action, AuditEntry.Result result, long upTo) {
        return database.sql("""
                        select * from audit_entry where action = ? and result = ? and sequence_number <= ?
                        order by sequence_number desc limit 1""")
                .params(action, result.name(), upTo)
                .query(AuditStore::link)
                .optional();
    }

    /** Time of the newest entry with another action. */
    Optional<Instant> newestButOf(String action) {
        return database.sql("""
                        select written_at from audit_entry where action <> ?
                        order by sequence_number desc limit 1""")
                .param(action)
                .query(LocalDateTime.class)
                .optional()
                .map(StoredTime::read);
    }

    /** Time of the database's clock, in whole seconds. */
    Instant clock() {
        return Instant.ofEpochSecond(
                database.sql("select unix_timestamp()").query(Long.class).single());
    }

    /** 0 if there is none. */
    long lastSequence() {
        return database.sql("select coalesce(max(sequence_number), 0) from audit_entry")
                .query(Long.class)
                .single();
    }

    private static Head headOf(ResultSet row, int number) throws SQLException {
        return new Head(row.getLong(1), row.getString(2));
    }

    private static Link link(ResultSet row, int number) throws SQLException {
        return new Link(
                row.getLong("sequence_number"),
                readable(row, number),
                row.getString("previous_hash"),
                row.getString("hash"));
    }

    /** A manipulated row may contain an unknown result. */
    private static Optional<AuditRecord> readable(ResultSet row, int number) throws SQLException {
        try {
            return Optional.of(written(row, number));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static AuditRecord written(ResultSet row, int number) throws SQLException {
        return new AuditRecord(
                row.getLong("sequence_number"),
                StoredTime.read(row, "written_at"),
                new AuditEntry(
                        row.getString("actor_id"),
                        row.getString("actor"),
                        row.getString("source"),
                        row.getString("channel"),
                        row.getString("action"),
                        row.getString("object_type"),
                        row.getString("object_id"),
                        row.getString("object_name"),
                        AuditEntry.Result.valueOf(row.getString("result")),
                        row.getString("detail")));
    }
}

package org.stackdeck.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stackdeck.platform.database.DatabaseTimestamps;

/**
 * Accesses the tables of the audit trail. Uses plain SQL instead of an entity, so that no persistence context can
 * change or delete a row.
 */
@Component
public class AuditChainRepository {

    private final JdbcClient database;

    AuditChainRepository(JdbcClient database) {
        this.database = database;
    }

    /** Number and hash of an entry, such as the newest one. */
    public record ChainHead(long sequence, String hash) {}

    /** Predecessor of the first entry. */
    public static final ChainHead BEGINNING = new ChainHead(0, "0".repeat(64));

    /**
     * Entry with its hashes.
     *
     * @param written empty if the row is not a valid entry
     */
    public record ChainLink(long sequence, Optional<NumberedAuditEntry> written, String previousHash, String hash) {

        /** Returns whether the entry has a valid hash and its predecessor has the given hash. */
        public boolean follows(String previous) {
            return previousHash.equals(previous)
                    && written.map(entry ->
                                    AuditEntryHasher.hash(previous, entry).equals(hash))
                            .orElse(false);
        }
    }

    public Optional<ChainHead> head() {
        return database.sql("select sequence_number, hash from audit_head where id = 1")
                .query(AuditChainRepository::toHead)
                .optional();
    }

    /** Locks the head, so that only this transaction can append entries. */
    ChainHead lockHead() {
        return database.sql("select sequence_number, hash from audit_head where id = 1 for update")
                .query(AuditChainRepository::toHead)
                .single();
    }

    /** Entry without its position in the trail. */
    record PendingEntry(Instant at, AuditEntry entry) {}

    /** Appends the entries to the trail, whose head the transaction has locked. */
    AuditEntriesWritten appendAll(ChainHead lockedHead, List<PendingEntry> entries) {
        ChainHead chainHead = lockedHead;
        for (PendingEntry next : entries) {
            NumberedAuditEntry written = new NumberedAuditEntry(chainHead.sequence() + 1, next.at(), next.entry());
            String hash = AuditEntryHasher.hash(chainHead.hash(), written);
            append(written, chainHead.hash(), hash);
            chainHead = new ChainHead(written.sequence(), hash);
        }
        saveHead(chainHead);
        return new AuditEntriesWritten(lockedHead.sequence() + 1, chainHead.sequence(), chainHead.hash());
    }

    public void saveHead(ChainHead chainHead) {
        database.sql("update audit_head set sequence_number = ?, hash = ? where id = 1")
                .params(chainHead.sequence(), chainHead.hash())
                .update();
    }

    public void append(NumberedAuditEntry written, String previousHash, String hash) {
        AuditEntry entry = written.entry();
        database.sql("""
                        insert into audit_entry (sequence_number, written_at, actor_id, actor, source, channel, action,
                          object_type, object_id, object_name, result, detail, previous_hash, hash)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .param(written.sequence())
                .param(DatabaseTimestamps.toDatabase(written.at()))
                .param(entry.actorId())
                .param(entry.actor())
                .param(entry.source())
                .param(entry.channel())
                .param(entry.action())
                .param(entry.objectType())
                .param(entry.objectId())
                .param(entry.objectName())
                .param(entry.result().name())
                .param(entry.detailText())
                .param(previousHash)
                .param(hash)
                .update();
    }

    /** Returns entries in order, after {@code after} and up to {@code upTo}, inclusive. */
    public List<ChainLink> links(long after, long upTo, int limit) {
        return database.sql("""
                        select * from audit_entry where sequence_number > ? and sequence_number <= ?
                        order by sequence_number limit ?""")
                .params(after, upTo, limit)
                .query(AuditChainRepository::toLink)
                .list();
    }

    /** Returns the newest entry with this action and result, up to and including this number. */
    public Optional<ChainLink> newest(String action, AuditEntry.Result result, long upTo) {
        return database.sql("""
                        select * from audit_entry where action = ? and result = ? and sequence_number <= ?
                        order by sequence_number desc limit 1""")
                .params(action, result.name(), upTo)
                .query(AuditChainRepository::toLink)
                .optional();
    }

    /** Returns the time of the newest entry whose action is not the given one. */
    public Optional<Instant> newestTimeExcept(String action) {
        return database.sql("""
                        select written_at from audit_entry where action <> ?
                        order by sequence_number desc limit 1""")
                .param(action)
                .query(LocalDateTime.class)
                .optional()
                .map(DatabaseTimestamps::fromDatabase);
    }

    /** Returns the time of the database's clock, in whole seconds. */
    public Instant databaseTime() {
        return Instant.ofEpochSecond(
                database.sql("select unix_timestamp()").query(Long.class).single());
    }

    /** Returns the number of the last entry; 0 if there is none. */
    long lastSequence() {
        return database.sql("select coalesce(max(sequence_number), 0) from audit_entry")
                .query(Long.class)
                .single();
    }

    private static ChainHead toHead(ResultSet row, int number) throws SQLException {
        return new ChainHead(row.getLong(1), row.getString(2));
    }

    private static ChainLink toLink(ResultSet row, int number) throws SQLException {
        return new ChainLink(
                row.getLong("sequence_number"),
                toReadableRecord(row, number),
                row.getString("previous_hash"),
                row.getString("hash"));
    }

    /** Returns empty if the row contains an unknown result, which indicates manipulation. */
    private static Optional<NumberedAuditEntry> toReadableRecord(ResultSet row, int number) throws SQLException {
        try {
            return Optional.of(toRecord(row, number));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static NumberedAuditEntry toRecord(ResultSet row, int number) throws SQLException {
        String detail = row.getString("detail");
        return new NumberedAuditEntry(
                row.getLong("sequence_number"),
                DatabaseTimestamps.fromDatabase(row, "written_at"),
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
                        detail == null ? null : new AuditDetail(detail)));
    }
}

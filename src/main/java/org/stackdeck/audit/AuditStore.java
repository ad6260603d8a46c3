package org.stackdeck.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The trail's tables. Plain SQL and no entity: nothing here can change or remove a row, whatever a session holds. */
@Component
class AuditStore {

    private final JdbcClient database;

    AuditStore(JdbcClient database) {
        this.database = database;
    }

    /** The newest entry's number and hash. */
    record Head(long sequence, String hash) {}

    /** Whoever has it locked is the only one to append until their transaction ends. */
    Head lockHead() {
        return database.sql("select sequence_number, hash from audit_head where id = 1 for update")
                .query((row, number) -> new Head(row.getLong(1), row.getString(2)))
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
                .param(LocalDateTime.ofInstant(written.at(), ZoneOffset.UTC))
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

    private static AuditRecord written(ResultSet row, int number) throws SQLException {
        return new AuditRecord(
                row.getLong("sequence_number"),
                instant(row.getObject("written_at", LocalDateTime.class)),
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

    private static Instant instant(LocalDateTime utc) {
        return utc.toInstant(ZoneOffset.UTC);
    }
}

package org.stackdeck.identity.mail;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.stackdeck.identity.UserId;
import org.stackdeck.platform.database.DatabaseTimestamps;
import org.stackdeck.platform.delivery.DeliveryQueue;

/** JDBC repository for messages. */
@Repository
class MailRepository {

    private final JdbcClient database;
    private final DeliveryQueue queue;

    MailRepository(JdbcClient database) {
        this.database = database;
        this.queue = new DeliveryQueue(database, "mail_messages", "account_id");
    }

    DeliveryQueue queue() {
        return queue;
    }

    /** Counts the messages of this kind to the user, regardless of their state. */
    int countCreatedAfter(UserId user, MailKind kind, Instant after) {
        return database.sql("select count(*) from mail_messages where account_id = ? and kind = ? and created_at > ?")
                .params(user.toString(), kind.name(), DatabaseTimestamps.toDatabase(after))
                .query(Integer.class)
                .single();
    }

    /** Returns failed messages, and pending ones with a failed attempt, newest first. */
    List<FailedMail> findFailures(int limit) {
        return database.sql("""
                        select m.kind, m.state, m.attempts, m.created_at, m.failure, a.name
                        from mail_messages m left join accounts a on a.id = m.account_id
                        where m.state <> 'SENT' and m.failure is not null order by m.created_at desc, m.id limit ?""").param(limit).query((row, _) -> failedMail(row)).list();
    }

    private static FailedMail failedMail(ResultSet row) throws SQLException {
        return new FailedMail(
                MailKind.valueOf(row.getString("kind")),
                Optional.ofNullable(row.getString("name")),
                DatabaseTimestamps.fromDatabase(row, "created_at"),
                row.getInt("attempts"),
                row.getString("failure"),
                "FAILED".equals(row.getString("state")));
    }
}

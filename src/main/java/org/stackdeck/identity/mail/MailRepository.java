package org.stackdeck.identity.mail;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.stackdeck.identity.UserId;
import org.stackdeck.platform.database.DatabaseTimestamps;

/** SQL statements on messages. */
@Repository
class MailRepository {

    private final JdbcClient database;

    MailRepository(JdbcClient database) {
        this.database = database;
    }

    /**
     * Message to be sent.
     *
     * @param attempts number of earlier attempts
     * @param content encrypted
     */
    record DueMail(UUID id, MailKind kind, String content, int attempts, Instant createdAt, Instant expiresAt) {}

    void insert(UUID id, MailKind kind, @Nullable UserId user, String content, Instant now) {
        database.sql("""
                        insert into mail_messages
                          (id, account_id, kind, state, content, attempts, created_at, next_attempt_at, expires_at)
                        values (:id, :user, :kind, 'PENDING', :content, 0, :now, :now, :expiry)""")
                .param("id", id.toString())
                .param("user", user == null ? null : user.toString())
                .param("kind", kind.name())
                .param("content", content)
                .param("now", DatabaseTimestamps.toDatabase(now))
                .param("expiry", DatabaseTimestamps.toDatabase(now.plus(kind.lifetime())))
                .update();
    }

    /** Returns messages whose next attempt is due: first those with the fewest attempts, oldest first. */
    List<DueMail> findDue(Instant now, int limit) {
        return database.sql("""
                        select id, kind, content, attempts, created_at, expires_at from mail_messages
                        where state = 'PENDING' and next_attempt_at <= :now and expires_at > :now
                        order by attempts, created_at, id limit :limit""")
                .param("now", DatabaseTimestamps.toDatabase(now))
                .param("limit", limit)
                .query((row, _) -> new DueMail(
                        UUID.fromString(row.getString("id")),
                        MailKind.valueOf(row.getString("kind")),
                        row.getString("content"),
                        row.getInt("attempts"),
                        DatabaseTimestamps.fromDatabase(row, "created_at"),
                        DatabaseTimestamps.fromDatabase(row, "expires_at")))
                .list();
    }

    /** Starts an attempt. Returns false if another instance has started it, or the message no longer exists. */
    boolean claim(DueMail mail, Instant now, Instant until) {
        return database.sql("""
                        update mail_messages set attempts = attempts + 1, next_attempt_at = :until
                        where id = :id and state = 'PENDING' and attempts = :attempts and next_attempt_at <= :now""")
                        .param("until", DatabaseTimestamps.toDatabase(until))
                        .param("id", mail.id().toString())
                        .param("attempts", mail.attempts())
                        .param("now", DatabaseTimestamps.toDatabase(now))
                        .update()
                > 0;
    }

    /** Stores the success of the claimed attempt, and deletes the content. */
    void markSent(DueMail mail) {
        database.sql("""
                        update mail_messages set state = 'SENT', content = null, failure = null
                        where id = ? and state = 'PENDING' and attempts = ?""").params(mail.id().toString(), mail.attempts() + 1).update();
    }

    /** Stores the failure of the claimed attempt. */
    void scheduleRetry(DueMail mail, String failure, Instant next) {
        database.sql("""
                        update mail_messages set failure = ?, next_attempt_at = ?
                        where id = ? and state = 'PENDING' and attempts = ?""")
                .params(failure, DatabaseTimestamps.toDatabase(next), mail.id().toString(), mail.attempts() + 1)
                .update();
    }

    /** Ends the delivery, and deletes the content. */
    void markFailed(DueMail mail, String failure) {
        database.sql("""
                        update mail_messages set state = 'FAILED', content = null, failure = ?
                        where id = ? and state = 'PENDING' and attempts = ?""")
                .params(failure, mail.id().toString(), mail.attempts() + 1)
                .update();
    }

    /** Ends the delivery of expired messages without an attempt in progress. Returns their number. */
    int failExpired(Instant now) {
        return database.sql("""
                        update mail_messages set state = 'FAILED', content = null, failure = coalesce(failure, 'expired')
                        where state = 'PENDING' and expires_at <= :now and next_attempt_at <= :now""")
                .param("now", DatabaseTimestamps.toDatabase(now))
                .update();
    }

    /** Counts the messages of this kind to the user, whatever their state. */
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

    int deleteCreatedBefore(Instant before) {
        return database.sql("delete from mail_messages where created_at < ?")
                .param(DatabaseTimestamps.toDatabase(before))
                .update();
    }
}

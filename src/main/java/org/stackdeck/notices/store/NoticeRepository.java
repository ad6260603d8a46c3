package org.stackdeck.notices.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.stackdeck.identity.UserId;
import org.stackdeck.notices.Notice;
import org.stackdeck.notices.NoticeContent;
import org.stackdeck.notices.NoticeId;
import org.stackdeck.notices.NoticeKind;
import org.stackdeck.notices.NoticeService;
import org.stackdeck.platform.database.DatabaseTimestamps;

/** JDBC repository for notices. */
@Repository
class NoticeRepository {

    private final JdbcClient database;

    NoticeRepository(JdbcClient database) {
        this.database = database;
    }

    /**
     * Increments the user's change number, which locks the user's notices until the transaction ends.
     *
     * @throws org.springframework.dao.DuplicateKeyException if another transaction concurrently counts the first change
     * @throws org.springframework.dao.DataIntegrityViolationException if the user does not exist
     */
    void lock(UserId user) {
        int changed = database.sql(
                        "update user_notice_changes set change_number = change_number + 1 where account_id = ?")
                .param(user.toString())
                .update();
        if (changed == 0) {
            database.sql("insert into user_notice_changes (account_id, change_number) values (?, 1)")
                    .param(user.toString())
                    .update();
        }
    }

    /** Returns the number of changes of each user's notices and channel preferences. Omits users without changes. */
    Map<UserId, Long> changeNumbers() {
        Map<UserId, Long> numbers = new HashMap<>();
        database.sql("select account_id, change_number from user_notice_changes")
                .query(row -> {
                    numbers.put(new UserId(UUID.fromString(row.getString("account_id"))), row.getLong("change_number"));
                });
        return Map.copyOf(numbers);
    }

    List<Notice> findNewest(UserId user, Set<NoticeKind> kinds, int limit) {
        if (kinds.isEmpty()) {
            return List.of();
        }
        return database.sql("""
                        select id, kind, arguments, created_at, read_at from user_notices
                        where account_id = :user and kind in (:kinds) order by created_at desc, id limit :limit""")
                .param("user", user.toString())
                .param("kinds", names(kinds))
                .param("limit", limit)
                .query((row, _) -> notice(row))
                .list();
    }

    int countUnread(UserId user, Set<NoticeKind> kinds) {
        if (kinds.isEmpty()) {
            return 0;
        }
        return database.sql("""
                        select count(*) from user_notices
                        where account_id = :user and kind in (:kinds) and read_at is null""")
                .param("user", user.toString())
                .param("kinds", names(kinds))
                .query(Integer.class)
                .single();
    }

    /** Returns the notices to which events can still be added, newest first. */
    List<OpenNotice> findOpenGroups(UserId user, Instant now) {
        return database.sql("""
                        select id, kind, arguments, open_until from user_notices
                        where account_id = :user and kind in (:kinds) and open_until > :now
                        order by created_at desc, id""")
                .param("user", user.toString())
                .param("kinds", names(Set.of(NoticeKind.values())))
                .param("now", DatabaseTimestamps.toDatabase(now))
                .query((row, _) -> new OpenNotice(
                        new NoticeId(UUID.fromString(row.getString("id"))),
                        NoticeJsonMapper.read(NoticeKind.valueOf(row.getString("kind")), row.getString("arguments")),
                        DatabaseTimestamps.fromDatabase(row, "open_until")))
                .list();
    }

    boolean exists(UserId user, String eventId) {
        return database.sql("select count(*) from user_notices where account_id = ? and event_id = ?")
                        .params(user.toString(), eventId)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    OpenNotice insert(NewNotice newNotice, Instant now) {
        OpenNotice group =
                new OpenNotice(new NoticeId(UUID.randomUUID()), newNotice.content(), now.plus(OpenNotice.PERIOD));
        database.sql("""
                        insert into user_notices (id, account_id, kind, arguments, created_at, open_until, event_id)
                        values (:id, :user, :kind, :arguments, :now, :until, :event)""")
                .param("id", group.id().toString())
                .param("user", newNotice.user().toString())
                .param("kind", newNotice.content().kind().name())
                .param("arguments", NoticeJsonMapper.write(newNotice.content()))
                .param("now", DatabaseTimestamps.toDatabase(now))
                .param("until", DatabaseTimestamps.toDatabase(group.openUntil()))
                .param("event", newNotice.eventId())
                .update();
        return group;
    }

    /** Replaces the content after an event was added, and marks the notice as unread. */
    void update(NoticeId id, NoticeContent content, Instant now) {
        database.sql("update user_notices set arguments = ?, created_at = ?, read_at = null where id = ?")
                .params(NoticeJsonMapper.write(content), DatabaseTimestamps.toDatabase(now), id.toString())
                .update();
    }

    /** Deletes the oldest notices of the user above {@link NoticeService#MAX_PER_USER}. */
    void deleteExcess(UserId user) {
        List<String> excess = database.sql("""
                        select id from user_notices where account_id = ?
                        order by created_at desc, id limit 1000 offset ?""")
                .params(user.toString(), NoticeService.MAX_PER_USER)
                .query(String.class)
                .list();
        excess.forEach(id ->
                database.sql("delete from user_notices where id = ?").param(id).update());
    }

    boolean isUnread(UserId user, NoticeId id) {
        return database.sql("select count(*) from user_notices where account_id = ? and id = ? and read_at is null")
                        .params(user.toString(), id.toString())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    void markRead(UserId user, NoticeId id, Instant now) {
        database.sql("update user_notices set read_at = ? where account_id = ? and id = ? and read_at is null")
                .params(DatabaseTimestamps.toDatabase(now), user.toString(), id.toString())
                .update();
    }

    void markAllRead(UserId user, Instant now) {
        database.sql("update user_notices set read_at = ? where account_id = ? and read_at is null")
                .params(DatabaseTimestamps.toDatabase(now), user.toString())
                .update();
    }

    /**
     * Increments the change numbers of the users with notices whose latest event is older than the time.
     *
     * @return number of these users
     */
    int lockUsersWithNoticesBefore(Instant before) {
        return database.sql("""
                        update user_notice_changes set change_number = change_number + 1
                        where account_id in (select account_id from user_notices where created_at < ?)""").param(DatabaseTimestamps.toDatabase(before)).update();
    }

    void deleteCreatedBefore(Instant before) {
        database.sql("delete from user_notices where created_at < ?")
                .param(DatabaseTimestamps.toDatabase(before))
                .update();
    }

    /** Reads a row with the ID, kind, arguments, creation time and reading time. */
    static Notice notice(ResultSet row) throws SQLException {
        return new Notice(
                new NoticeId(UUID.fromString(row.getString("id"))),
                NoticeJsonMapper.read(NoticeKind.valueOf(row.getString("kind")), row.getString("arguments")),
                DatabaseTimestamps.fromDatabase(row, "created_at"),
                row.getObject("read_at") != null);
    }

    private static List<String> names(Set<NoticeKind> kinds) {
        return kinds.stream().map(Enum::name).toList();
    }
}

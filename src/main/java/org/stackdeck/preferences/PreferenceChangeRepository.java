package org.stackdeck.preferences;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.group.GroupId;

/** Stores a number of changes for each user, and loads the data by which changes that concern a user are detected. */
@Repository
class PreferenceChangeRepository {

    private final JdbcClient database;
    private final ApplicationEventPublisher events;

    PreferenceChangeRepository(JdbcClient database, ApplicationEventPublisher events) {
        this.database = database;
        this.events = events;
    }

    /** @param group the group with which the view is shared; null for all users */
    record Share(SavedViewId view, @Nullable GroupId group, boolean isDefault, long version) {}

    record Snapshot(Map<UserId, Long> changeNumbers, List<Share> shares, Map<GroupId, Set<UserId>> members) {

        UserState stateOf(UserId user) {
            return new UserState(
                    changeNumbers.getOrDefault(user, 0L),
                    shares.stream()
                            .filter(share -> share.group() == null
                                    || members.getOrDefault(share.group(), Set.of())
                                            .contains(user))
                            .toList());
        }
    }

    record UserState(long changeNumber, List<Share> shares) {}

    /** Records a change. Must be called in the transaction of the change, if there is one. */
    @Transactional
    void recordChange(UserId user) {
        if (!increment(user)) {
            // The lock ensures that only one of two concurrent calls inserts the row. On PostgreSQL, a duplicate key
            // would abort the transaction.
            lockAccount(user);
            if (!increment(user)) {
                database.sql("insert into preference_changes (account_id, change_number) values (?, 1)")
                        .param(user.toString())
                        .update();
            }
        }
        events.publishEvent(new PreferencesChanged(user));
    }

    /** Locks the account of the user until the transaction ends. */
    void lockAccount(UserId user) {
        database.sql("select id from accounts where id = ? for update")
                .param(user.toString())
                .query(String.class)
                .optional();
    }

    private boolean increment(UserId user) {
        return database.sql("update preference_changes set change_number = change_number + 1 where account_id = ?")
                        .param(user.toString())
                        .update()
                > 0;
    }

    Snapshot load() {
        Map<UserId, Long> changeNumbers = new HashMap<>();
        database.sql("select account_id, change_number from preference_changes").query(row -> {
            changeNumbers.put(user(row, "account_id"), row.getLong("change_number"));
        });
        List<Share> shares = database.sql("select s.view_id, s.group_id, s.default_for, v.version from "
                        + JdbcViewSharingService.EFFECTIVE_SHARES + " order by s.view_id")
                .query((row, _) -> new Share(
                        new SavedViewId(UUID.fromString(row.getString("view_id"))),
                        JdbcViewSharingService.group(row),
                        row.getString("default_for") != null,
                        row.getLong("version")))
                .list();
        Map<GroupId, Set<UserId>> members = new HashMap<>();
        database.sql("""
                        select group_id, account_id from group_members
                        where group_id in (select group_id from saved_view_share where group_id is not null)""").query(row -> {
            members.computeIfAbsent(new GroupId(UUID.fromString(row.getString("group_id"))), _ -> new HashSet<>())
                    .add(user(row, "account_id"));
        });
        return new Snapshot(changeNumbers, shares, members);
    }

    private static UserId user(ResultSet row, String column) throws SQLException {
        return new UserId(UUID.fromString(row.getString(column)));
    }
}

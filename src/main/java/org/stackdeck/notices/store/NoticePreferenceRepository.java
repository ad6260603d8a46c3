package org.stackdeck.notices.store;

import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.stackdeck.identity.UserId;
import org.stackdeck.notices.NoticeChannel;
import org.stackdeck.notices.NoticeKind;
import org.stackdeck.notices.NoticePreferences;
import org.stackdeck.notices.NoticePreferences.Choice;

/** JDBC repository for channel preferences. */
@Repository
public class NoticePreferenceRepository {

    private final JdbcClient database;

    NoticePreferenceRepository(JdbcClient database) {
        this.database = database;
    }

    public NoticePreferences find(UserId user) {
        Map<Choice, Boolean> choices = new HashMap<>();
        database.sql("select kind, channel, enabled from notice_preferences where account_id = ?")
                .param(user.toString())
                .query(row -> {
                    choices.put(
                            new Choice(
                                    NoticeKind.valueOf(row.getString("kind")),
                                    NoticeChannel.valueOf(row.getString("channel"))),
                            row.getBoolean("enabled"));
                });
        return new NoticePreferences(choices);
    }

    /** Stores the choice. The caller holds the lock on the user's notices. */
    void save(UserId user, Choice choice, boolean enabled) {
        int changed = database.sql(
                        "update notice_preferences set enabled = ? where account_id = ? and kind = ? and channel = ?")
                .params(
                        enabled,
                        user.toString(),
                        choice.kind().name(),
                        choice.channel().name())
                .update();
        if (changed == 0) {
            database.sql("insert into notice_preferences (enabled, account_id, kind, channel) values (?, ?, ?, ?)")
                    .params(
                            enabled,
                            user.toString(),
                            choice.kind().name(),
                            choice.channel().name())
                    .update();
        }
    }
}

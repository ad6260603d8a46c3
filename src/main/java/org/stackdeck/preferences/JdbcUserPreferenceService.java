package org.stackdeck.preferences;

import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.signin.AttemptThrottle;

@Service
class JdbcUserPreferenceService implements UserPreferenceService {

    private final JdbcClient database;
    private final PreferenceChangeRepository changes;
    private final AttemptThrottle attemptThrottle;

    JdbcUserPreferenceService(
            JdbcClient database, PreferenceChangeRepository changes, AttemptThrottle attemptThrottle) {
        this.database = database;
        this.changes = changes;
        this.attemptThrottle = attemptThrottle;
    }

    @Override
    public Optional<String> find(Caller caller, UserPreferenceName name) {
        return database.sql("select content from user_preference where user_id = ? and name = ?")
                .params(caller.userId().toString(), name.name())
                .query(String.class)
                .optional();
    }

    /**
     * Runs without a common transaction, because a duplicate key would mark it for rollback. Each statement is complete
     * by itself.
     */
    @Override
    public void save(Caller caller, UserPreferenceName name, String value) {
        if (value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a preference has at most " + MAX_LENGTH + " characters");
        }
        attemptThrottle.recordChange(caller);
        if (!update(caller, name, value)) {
            try {
                database.sql("insert into user_preference (user_id, name, content) values (?, ?, ?)")
                        .params(caller.userId().toString(), name.name(), value)
                        .update();
            } catch (DuplicateKeyException insertedConcurrently) {
                update(caller, name, value);
            }
        }
        changes.recordChange(caller.userId());
    }

    private boolean update(Caller caller, UserPreferenceName name, String value) {
        return database.sql("update user_preference set content = ? where user_id = ? and name = ?")
                        .params(value, caller.userId().toString(), name.name())
                        .update()
                > 0;
    }
}

package org.stackdeck.preferences;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.IntSupplier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.signin.AttemptThrottle;

@Service
class JdbcSavedViewService implements SavedViewService {

    private final JdbcClient database;
    private final PreferenceChangeRepository changes;
    private final AttemptThrottle attemptThrottle;

    JdbcSavedViewService(JdbcClient database, PreferenceChangeRepository changes, AttemptThrottle attemptThrottle) {
        this.database = database;
        this.changes = changes;
        this.attemptThrottle = attemptThrottle;
    }

    @Override
    public List<SavedView> list(Caller caller) {
        return database.sql("select id, name, content, version from saved_view where owner_id = ? order by name_key")
                .param(caller.userId().toString())
                .query((row, _) -> view(row))
                .list();
    }

    static SavedView view(ResultSet row) throws SQLException {
        return new SavedView(
                new SavedViewId(UUID.fromString(row.getString("id"))),
                new SavedViewName(row.getString("name")),
                row.getString("content"),
                row.getLong("version"));
    }

    @Override
    @Transactional
    public SavedView create(Caller caller, SavedViewName name, String content) {
        SavedView view = new SavedView(new SavedViewId(UUID.randomUUID()), name, requireFitting(content), 0);
        write(caller, () -> {
            if (lockAndCount(caller) >= MAX_PER_USER) {
                throw new SavedViewException(SavedViewException.Reason.TOO_MANY);
            }
            return database.sql("insert into saved_view (name, name_key, content, id, owner_id) values (?, ?, ?, ?, ?)")
                    .params(
                            name.value(),
                            name.key(),
                            content,
                            view.id().toString(),
                            caller.userId().toString())
                    .update();
        });
        return view;
    }

    @Override
    @Transactional
    public SavedView rename(Caller caller, SavedViewId id, SavedViewName name) {
        write(
                caller,
                () -> database.sql(
                                "update saved_view set name = ?, name_key = ?, version = version + 1 where id = ? and owner_id = ?")
                        .params(
                                name.value(),
                                name.key(),
                                id.toString(),
                                caller.userId().toString())
                        .update());
        return load(id);
    }

    @Override
    @Transactional
    public SavedView updateContent(Caller caller, SavedViewId id, long version, String content) {
        requireFitting(content);
        write(caller, () -> {
            int updated = database.sql("update saved_view set content = ?, version = version + 1"
                            + " where id = ? and owner_id = ? and version = ?")
                    .params(content, id.toString(), caller.userId().toString(), version)
                    .update();
            if (updated == 0 && list(caller).stream().anyMatch(view -> view.id().equals(id))) {
                throw new SavedViewException(SavedViewException.Reason.CHANGED);
            }
            return updated;
        });
        return load(id);
    }

    /** Returns the view of any user. The caller must have checked the owner. */
    private SavedView load(SavedViewId id) {
        return database.sql("select id, name, content, version from saved_view where id = ?")
                .param(id.toString())
                .query((row, _) -> view(row))
                .single();
    }

    @Override
    @Transactional
    public void delete(Caller caller, SavedViewId id) {
        attemptThrottle.recordChange(caller);
        database.sql("delete from saved_view where id = ? and owner_id = ?")
                .params(id.toString(), caller.userId().toString())
                .update();
        changes.recordChange(caller.userId());
    }

    private static String requireFitting(String content) {
        if (content.length() > MAX_LENGTH) {
            throw new SavedViewException(SavedViewException.Reason.TOO_LARGE);
        }
        return content;
    }

    private void write(Caller caller, IntSupplier statement) {
        attemptThrottle.recordChange(caller);
        try {
            if (statement.getAsInt() == 0) {
                throw new SavedViewException(SavedViewException.Reason.UNKNOWN);
            }
        } catch (DuplicateKeyException e) {
            throw new SavedViewException(SavedViewException.Reason.NAME_TAKEN);
        }
        changes.recordChange(caller.userId());
    }

    /**
     * Counts the caller's views. Locks the account first, so that the second of two concurrent calls counts the view of
     * the first.
     */
    private long lockAndCount(Caller caller) {
        changes.lockAccount(caller.userId());
        return database.sql("select count(*) from saved_view where owner_id = ?")
                .param(caller.userId().toString())
                .query(Long.class)
                .single();
    }
}

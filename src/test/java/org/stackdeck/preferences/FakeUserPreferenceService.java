package org.stackdeck.preferences;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.dao.DataAccessResourceFailureException;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserId;

public class FakeUserPreferenceService implements UserPreferenceService {

    private final Map<UserId, Map<UserPreferenceName, String>> values = new ConcurrentHashMap<>();
    private final FakePreferenceChangeNotifier changes;
    private boolean failing;

    public FakeUserPreferenceService(FakePreferenceChangeNotifier changes) {
        this.changes = changes;
    }

    @Override
    public Optional<String> find(Caller caller, UserPreferenceName name) {
        return find(caller.userId(), name);
    }

    public Optional<String> find(UserId user, UserPreferenceName name) {
        return Optional.ofNullable(values.getOrDefault(user, Map.of()).get(name));
    }

    /** @param failing whether later changes by callers fail */
    public void setFailing(boolean failing) {
        this.failing = failing;
    }

    @Override
    public void save(Caller caller, UserPreferenceName name, String value) {
        if (failing) {
            throw new DataAccessResourceFailureException("The database is down");
        }
        save(caller.userId(), name, value);
    }

    public void save(UserId user, UserPreferenceName name, String value) {
        values.computeIfAbsent(user, _ -> new ConcurrentHashMap<>()).put(name, value);
        changes.publish();
    }
}

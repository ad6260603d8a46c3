package org.stackdeck.identity.account;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserId;

/** Keeps start pages in memory, and ignores changes of the language and the theme. */
public class FakeUserSettingsService extends UserSettingsService {

    private final User user;
    private final Map<UserId, String> startPages = new ConcurrentHashMap<>();

    @SuppressWarnings("NullAway") // The dependencies are never used.
    public FakeUserSettingsService(User user) {
        super(null, null, null, null);
        this.user = user;
    }

    @Override
    public Optional<String> findStartPage(Caller caller) {
        return Optional.ofNullable(startPages.get(caller.userId()));
    }

    @Override
    public void updateStartPage(Caller caller, String startPage) {
        startPages.put(caller.userId(), startPage);
    }

    @Override
    public User updatePreferences(Caller caller, @Nullable String language, @Nullable String theme) {
        return user;
    }
}

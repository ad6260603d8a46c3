package org.stackdeck.identity.account;

import org.jspecify.annotations.Nullable;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.User;

/** Preferences without a database: changes are ignored. */
public class FakeUserPreferenceService extends UserPreferenceService {

    private final User user;

    @SuppressWarnings("NullAway") // the repository is never used
    public FakeUserPreferenceService(User user) {
        super(null);
        this.user = user;
    }

    @Override
    public User update(Caller caller, @Nullable String language, @Nullable String theme) {
        return user;
    }
}

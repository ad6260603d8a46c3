package org.stackdeck.identity.account;

import org.jspecify.annotations.Nullable;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.User;

/** User profiles without a database. Ignores changes of preferences. */
public class FakeUserProfileService extends UserProfileService {

    private final User user;

    @SuppressWarnings("NullAway") // the dependencies are never used
    public FakeUserProfileService(User user) {
        super(null, null, null, null);
        this.user = user;
    }

    @Override
    public User updatePreferences(Caller caller, @Nullable String language, @Nullable String theme) {
        return user;
    }
}

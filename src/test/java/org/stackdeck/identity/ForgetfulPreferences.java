package org.stackdeck.identity;

import org.jspecify.annotations.Nullable;

/** Preferences without a database: changes are ignored. */
public class ForgetfulPreferences extends Preferences {

    private final User user;

    @SuppressWarnings("NullAway") // the repository is never used
    public ForgetfulPreferences(User user) {
        super(null);
        this.user = user;
    }

    @Override
    public User prefer(Caller caller, @Nullable String language, @Nullable String theme) {
        return user;
    }
}

package org.stackdeck.identity;

import org.jspecify.annotations.Nullable;

/** Preferences without a database: whatever is chosen, the one user stays as they are. */
public class ForgetfulPreferences extends Preferences {

    private final User user;

    @SuppressWarnings("NullAway") // the accounts are never asked
    public ForgetfulPreferences(User user) {
        super(null);
        this.user = user;
    }

    @Override
    public User prefer(Caller caller, @Nullable String language, @Nullable String theme) {
        return user;
    }
}

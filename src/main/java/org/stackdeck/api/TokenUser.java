package org.stackdeck.api;

import java.security.Principal;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;

/** Whose token a request carries. */
record TokenUser(UserId id, UserName userName) implements Principal {

    static TokenUser of(User user) {
        return new TokenUser(user.id(), user.name());
    }

    @Override
    public String getName() {
        return id.toString();
    }
}

package org.stackdeck.api.auth;

import java.security.Principal;
import org.stackdeck.identity.SessionId;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;

/** User and session of the request's token. */
public record AccessTokenPrincipal(UserId id, UserName userName, SessionId session) implements Principal {

    @Override
    public String getName() {
        return id.toString();
    }
}

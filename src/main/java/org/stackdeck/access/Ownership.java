package org.stackdeck.access;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserId;

/** To which user a server belongs. Nova knows only the service credential, so it is kept here. */
public interface Ownership {

    Set<ServerKey> of(UserId user);

    Optional<UserId> owner(ServerKey server);

    /**
     * Gives the server to a user, or to nobody. For administrators; audited.
     *
     * @throws org.stackdeck.identity.NotAdministratorException for anyone else
     * @throws org.stackdeck.identity.UnknownUserException when there is no such user
     */
    void assign(Caller caller, ServerKey server, @Nullable UserId owner);
}

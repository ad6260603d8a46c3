package org.stackdeck.access;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserId;

/**
 * To which user a server belongs. Nova knows only the service credential, so it is kept here.
 *
 * <p>A server stays its owner's while their account is disabled, which gives them nothing meanwhile. One that is gone from
 * its cloud stays so too: that it is not listed does not prove that it is gone for good, one that is restored is the same,
 * and no other ever gets its id.
 */
public interface Ownership {

    Set<ServerKey> of(UserId user);

    Optional<UserId> owner(ServerKey server);

    /** All servers that belong to someone. To show many, see {@link OwnerBook}. */
    Owners all();

    /**
     * Gives the server to a user, or to nobody; the last one who does counts. For administrators; audited, unless it is
     * theirs already.
     *
     * @throws org.stackdeck.identity.NotAdministratorException for anyone else
     * @throws org.stackdeck.identity.StepUpRequiredException if their last proof is too old
     * @throws org.stackdeck.identity.UnknownUserException when there is no such user
     */
    void assign(Caller caller, ServerFacts server, @Nullable UserId owner);

    /**
     * A server was made for the user: it is theirs, unless it belongs to someone already. Within the caller's transaction,
     * which writes it down.
     */
    void made(UserId maker, ServerKey server);
}

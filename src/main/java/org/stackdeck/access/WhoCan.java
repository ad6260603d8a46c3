package org.stackdeck.access;

import java.util.List;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserId;

/**
 * Who may do something with a server, by the very terms that decide it. For administrators: anyone else is refused by
 * {@link org.stackdeck.identity.NotAdministratorException}.
 */
public interface WhoCan {

    /** Everyone who may, or will. Audited, refusals too. */
    Holders of(Caller caller, ServerFacts server);

    /** The same once more, for someone who was told and goes on looking; not written down again. */
    Holders again(Caller caller, ServerFacts server);

    /**
     * What the server would open to the user if it belonged to them, whoever has it now; those that hold now come first.
     * None for administrators and users who are not active. Not written down.
     */
    List<Way.ByGrant> asOwner(Caller caller, ServerFacts server, UserId user);
}

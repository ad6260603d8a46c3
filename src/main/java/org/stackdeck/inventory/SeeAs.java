package org.stackdeck.inventory;

import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserName;

/** The servers as somebody else sees them. For administrators. */
public interface SeeAs {

    /**
     * Opens what a user sees. Audited once, refusals too; since it changes nothing, no fresh proof is needed.
     *
     * @throws org.stackdeck.identity.NotAdministratorException if the caller is no administrator
     * @throws org.stackdeck.identity.UnknownUserException if there is no such user
     */
    OthersView open(Caller caller, UserName name);
}

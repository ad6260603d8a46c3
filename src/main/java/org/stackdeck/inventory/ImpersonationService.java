package org.stackdeck.inventory;

import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserName;

/** Shows the inventory as another user sees it. For administrators only. */
public interface ImpersonationService {

    /**
     * Opens the inventory of a user. A call is audited once, even if the caller is not an administrator; an
     * administrator's call for an unknown user is not audited. Re-authentication is not required, because nothing is
     * changed.
     *
     * @throws org.stackdeck.identity.NotAdministratorException if the caller is not an administrator
     * @throws org.stackdeck.identity.UnknownUserException if the user does not exist
     */
    ImpersonatedInventory open(Caller caller, UserName name);
}

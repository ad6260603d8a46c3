package org.stackdeck.inventory;

import java.util.function.Consumer;
import org.stackdeck.access.Subject;
import org.stackdeck.identity.User;

/**
 * Read-only view of the inventory as another user sees it. Valid while the caller who opened this view is an
 * administrator.
 */
public interface ImpersonatedInventory {

    /** The user and the user's current permissions. */
    record UserRights(User user, Subject subject) {}

    /**
     * @throws org.stackdeck.identity.NotAdministratorException if the caller who opened this view is no longer an
     *     administrator
     */
    UserRights userRights();

    /**
     * Returns the servers currently visible to the user. Increases the polling demand like {@link Inventory#current}.
     *
     * @throws org.stackdeck.identity.NotAdministratorException if the caller who opened this view is no longer an
     *     administrator
     */
    VisibleServersUpdate current();

    /**
     * Subscribes like {@link Inventory#subscribe} for the user. If the caller is no longer an administrator at the time
     * of an update, the receiver is not called again, even if the role is granted again.
     */
    PausableSubscription subscribe(Consumer<VisibleServersUpdate> receiver);
}

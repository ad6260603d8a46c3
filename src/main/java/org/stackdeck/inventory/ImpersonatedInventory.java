package org.stackdeck.inventory;

import java.util.function.Consumer;
import org.stackdeck.access.Subject;
import org.stackdeck.identity.User;

/**
 * Read-only view of the inventory as another user sees it. Valid while the caller who opened it is an administrator.
 */
public interface ImpersonatedInventory {

    /** The user and the user's current permissions. */
    record UserRights(User user, Subject subject) {}

    /**
     * @throws org.stackdeck.identity.NotAdministratorException if the caller who opened it is no longer an
     *     administrator
     */
    UserRights userRights();

    /**
     * The servers currently visible to the user. Increases the polling demand, as {@link Inventory#current} does.
     *
     * @throws org.stackdeck.identity.NotAdministratorException if the caller who opened it is no longer an
     *     administrator
     */
    VisibleServersUpdate current();

    /**
     * Subscribes as {@link Inventory#subscribe} does for the user. The receiver is not called again after the caller lost
     * the administrator role, even if the role is granted again.
     */
    InventorySubscription subscribe(Consumer<VisibleServersUpdate> receiver);
}

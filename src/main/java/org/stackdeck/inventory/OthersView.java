package org.stackdeck.inventory;

import java.util.function.Consumer;
import org.stackdeck.access.Subject;
import org.stackdeck.identity.User;

/**
 * Read-only view of the inventory as another user sees it. Valid while the caller who opened it is an administrator.
 */
public interface OthersView {

    /** The user and the user's current rights. */
    record Person(User user, Subject subject) {}

    /**
     * @throws org.stackdeck.identity.NotAdministratorException if the caller who opened it is no longer an
     *     administrator
     */
    Person person();

    /**
     * The servers currently visible to the user. Increases the polling demand, as {@link Inventory#look} does.
     *
     * @throws org.stackdeck.identity.NotAdministratorException if the caller who opened it is no longer an
     *     administrator
     */
    View look();

    /**
     * Subscribes as {@link Inventory#watch} does for the user. The receiver is not called again after the caller lost
     * the administrator role, even if the role is granted again.
     */
    Watching watch(Consumer<View> receiver);
}

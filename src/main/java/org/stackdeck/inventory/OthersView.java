package org.stackdeck.inventory;

import java.util.function.Consumer;
import org.stackdeck.access.Subject;
import org.stackdeck.identity.User;

/**
 * What one user sees, to look at: there is nothing in it in whose name anything could be done. It is good for as long as
 * whoever opened it is an administrator.
 */
public interface OthersView {

    /** Who it is, and what they may do, as of now. */
    record Person(User user, Subject subject) {}

    /** Throws {@link org.stackdeck.identity.NotAdministratorException} once whoever opened it is none any more. */
    Person person();

    /**
     * What they may see now; counts as looking, as {@link Inventory#look} does.
     *
     * @throws org.stackdeck.identity.NotAdministratorException once whoever opened it is no administrator any more
     */
    View look();

    /**
     * Watches as {@link Inventory#watch} does for the user. The receiver is told nothing more once whoever opened it is no
     * administrator any more, also if they become one again.
     */
    Watching watch(Consumer<View> receiver);
}

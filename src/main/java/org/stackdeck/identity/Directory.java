package org.stackdeck.identity;

import java.util.List;
import java.util.Optional;

/** Reads of the present state of users. Cheap enough for every request. */
public interface Directory {

    Optional<User> find(UserId id);

    Optional<User> find(UserName name);

    /** All users, by name. */
    List<User> all();

    /** The user if active and an administrator now; else throws {@link NotAdministratorException}. */
    User requireAdministrator(Caller caller);
}

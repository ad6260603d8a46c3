package org.stackdeck.identity;

import java.util.List;
import java.util.Optional;

/** Reads the current state of users. Cheap enough for every request. */
public interface UserDirectory {

    Optional<User> find(UserId id);

    Optional<User> find(UserName name);

    /** Returns empty also if the name is invalid. */
    default Optional<User> findByName(String name) {
        return UserName.parse(name).flatMap(this::find);
    }

    /** Throws {@link UnknownUserException} if the user does not exist. */
    default User require(UserId id) {
        return find(id).orElseThrow(UnknownUserException::new);
    }

    /** All users, ordered by name. */
    List<User> all();

    /** Returns the user if they are an active administrator; throws {@link NotAdministratorException} otherwise. */
    User requireAdministrator(Caller caller);
}

package org.stackdeck.identity;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads the current state of users. Fast enough to be called for each request. */
public interface UserDirectory {

    Optional<User> find(UserId id);

    Optional<User> find(UserName name);

    /** Finds a user by name; also returns empty if the name is invalid. */
    default Optional<User> findByName(String name) {
        return UserName.parse(name).flatMap(this::find);
    }

    /** Returns the user; throws {@link UnknownUserException} if the user does not exist. */
    default User require(UserId id) {
        return find(id).orElseThrow(UnknownUserException::new);
    }

    /** Returns the user; throws {@link UnknownUserException} if the user does not exist or the name is invalid. */
    default User requireByName(String name) {
        return findByName(name).orElseThrow(UnknownUserException::new);
    }

    /** Returns all users, ordered by name. */
    List<User> all();

    /** Returns the names of all users by ID. */
    default Map<UserId, String> names() {
        return all().stream()
                .collect(Collectors.toMap(User::id, user -> user.name().value()));
    }

    /**
     * Returns the caller as a user; throws {@link NotAdministratorException} if the caller is not an active
     * administrator.
     */
    User requireAdministrator(Caller caller);
}

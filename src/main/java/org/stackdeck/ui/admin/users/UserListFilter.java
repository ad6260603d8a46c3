package org.stackdeck.ui.admin.users;

import java.util.Comparator;
import java.util.List;
import org.stackdeck.identity.User;
import org.stackdeck.inventory.search.SearchQuery;

/** Filters and sorts the users of the grid. */
final class UserListFilter {

    /**
     * Maximum number of pending accounts that are sorted first. Any visitor can register, so a larger number must not
     * hide the other users.
     */
    static final int MAX_PENDING_FIRST = 10;

    enum Filter {
        ALL,
        PENDING,
        ACTIVE,
        INACTIVE;

        private boolean matches(User.State state) {
            return switch (this) {
                case ALL -> true;
                case PENDING -> state == User.State.PENDING;
                case ACTIVE -> state == User.State.ACTIVE;
                case INACTIVE -> state == User.State.REJECTED || state == User.State.DISABLED;
            };
        }
    }

    private UserListFilter() {}

    /**
     * Sorts users by name. Pending accounts are first if there are at most {@link #MAX_PENDING_FIRST}; otherwise they
     * are last.
     */
    static List<User> ordered(List<User> users) {
        boolean first = pending(users) <= MAX_PENDING_FIRST;
        return users.stream()
                .sorted(Comparator.<User, Boolean>comparing(user -> (user.state() != User.State.PENDING) == first)
                        .thenComparing(User::name))
                .toList();
    }

    /** Filters users by state, user name and display name, and keeps their order. */
    static List<User> matching(List<User> users, Filter filter, SearchQuery<?> terms) {
        return users.stream()
                .filter(user -> filter.matches(user.state()))
                .filter(user -> terms.isContainedIn(user.name() + " " + user.displayName()))
                .toList();
    }

    static int pending(List<User> users) {
        return Math.toIntExact(users.stream()
                .filter(user -> user.state() == User.State.PENDING)
                .count());
    }
}

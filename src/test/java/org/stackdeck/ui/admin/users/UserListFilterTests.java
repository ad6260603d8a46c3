package org.stackdeck.ui.admin.users;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;
import org.stackdeck.inventory.search.SearchQuery;
import org.stackdeck.ui.i18n.BadgeCountFormatter;

class UserListFilterTests {

    private final User active = user("max", User.State.ACTIVE);

    @Test
    void fewPendingAccountsComeFirst() {
        List<User> users = new ArrayList<>(pending(UserListFilter.MAX_PENDING_FIRST));
        users.addFirst(active);

        assertThat(UserListFilter.ordered(users)).last().isEqualTo(active);
        assertThat(UserListFilter.pending(users)).isEqualTo(UserListFilter.MAX_PENDING_FIRST);
    }

    @Test
    void manyPendingAccountsComeLast() {
        List<User> users = new ArrayList<>(pending(UserListFilter.MAX_PENDING_FIRST + 1));
        users.add(active);

        assertThat(UserListFilter.ordered(users)).first().isEqualTo(active);
    }

    @Test
    void usersAreFilteredByStateAndByEachSearchWord() {
        User disabled = user("anna", User.State.DISABLED);
        User rejected = user("bob", User.State.REJECTED);
        List<User> users = List.of(active, disabled, rejected);

        assertThat(UserListFilter.matching(users, UserListFilter.Filter.INACTIVE, SearchQuery.ofWords("")))
                .containsExactly(disabled, rejected);
        assertThat(UserListFilter.matching(users, UserListFilter.Filter.ALL, SearchQuery.ofWords(" MAX  called ")))
                .containsExactly(active);
        assertThat(UserListFilter.matching(users, UserListFilter.Filter.PENDING, SearchQuery.ofWords("")))
                .isEmpty();
    }

    @Test
    void badgeCountsAreBounded() {
        assertThat(BadgeCountFormatter.text(99, Locale.ENGLISH)).isEqualTo("99");
        assertThat(BadgeCountFormatter.text(12_345, Locale.ENGLISH)).isEqualTo("99+");
    }

    private static List<User> pending(int count) {
        List<User> users = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            users.add(user("pending-" + i, User.State.PENDING));
        }
        return users;
    }

    private static User user(String name, User.State state) {
        return new User(
                new UserId(UUID.randomUUID()),
                new UserName(name),
                "Called " + name,
                state,
                User.Role.MEMBER,
                null,
                null,
                0,
                Instant.EPOCH);
    }
}

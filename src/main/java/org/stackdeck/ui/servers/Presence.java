package org.stackdeck.ui.servers;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;
import org.stackdeck.platform.Subscription;

/**
 * Registry of users who are viewing a server's page. A viewer must have the page visible and may see the server.
 * Viewers are notified of each other. Kept in memory, for the pages of this process.
 */
@Component
class Presence {

    private final Map<ServerKey, Set<Visit>> visits = new HashMap<>();

    /**
     * Registers a viewer until the subscription is closed.
     *
     * @param told receives the names of all other viewers, at once and after each change, in order, on the thread that
     *     causes the change; must not block
     */
    Subscription enter(ServerKey server, UserId user, UserName name, Consumer<List<UserName>> told) {
        Visit visit = new Visit(user, name, told);
        change(server, there -> there.add(visit));
        return () -> change(server, there -> there.remove(visit));
    }

    private synchronized void change(ServerKey server, Consumer<Set<Visit>> how) {
        Set<Visit> there = visits.computeIfAbsent(server, _ -> new LinkedHashSet<>());
        how.accept(there);
        if (there.isEmpty()) {
            visits.remove(server);
        }
        // Called with the lock held, so that no viewer receives an older list last.
        there.forEach(visit -> visit.told().accept(others(there, visit.user())));
    }

    /** Sorted by name; a user with two open pages appears once. */
    private static List<UserName> others(Set<Visit> there, UserId self) {
        Map<String, UserName> names = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        there.stream()
                .filter(visit -> !visit.user().equals(self))
                .forEach(visit -> names.put(visit.name().value(), visit.name()));
        return List.copyOf(names.values());
    }

    /** One open page; compared by identity. */
    private static final class Visit {

        private final UserId user;
        private final UserName name;
        private final Consumer<List<UserName>> told;

        Visit(UserId user, UserName name, Consumer<List<UserName>> told) {
            this.user = user;
            this.name = name;
            this.told = told;
        }

        UserId user() {
            return user;
        }

        UserName name() {
            return name;
        }

        Consumer<List<UserName>> told() {
            return told;
        }
    }
}

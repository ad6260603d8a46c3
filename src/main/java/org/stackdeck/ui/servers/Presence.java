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
 * Who looks at which server's page right now: those who may see the server, and see the page. Each is told of all others
 * there. It is known in memory alone, of the pages that this process serves.
 */
@Component
class Presence {

    private final Map<ServerKey, Set<Visit>> visits = new HashMap<>();

    /**
     * From now on they are there, until the subscription is closed.
     *
     * @param told is told of the names of all others at once and after each change, in order, on the thread of whoever
     *     comes or goes; must not block
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
        // Within the lock, so that nobody hears of an earlier state last.
        there.forEach(visit -> visit.told().accept(others(there, visit.user())));
    }

    /** By name; whoever has two pages open is one. */
    private static List<UserName> others(Set<Visit> there, UserId self) {
        Map<String, UserName> names = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        there.stream()
                .filter(visit -> !visit.user().equals(self))
                .forEach(visit -> names.put(visit.name().value(), visit.name()));
        return List.copyOf(names.values());
    }

    /** One page that somebody looks at; equal to itself alone. */
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

package org.stackdeck.ui.servers.live;

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
 * Registry of users who are viewing a server's page. Viewers are registered only while their page is visible and they
 * may see the server, and are notified of each other. The registry is in memory and contains only the pages of this
 * instance.
 */
@Component
public class PresenceRegistry {

    private final Map<ServerKey, Set<PageVisit>> visits = new HashMap<>();

    /**
     * Registers a viewer until the subscription is closed.
     *
     * @param receiver receives the names of all other viewers, immediately and after each change, in the order of the
     *     changes, on the thread that causes the change; must not block
     */
    public Subscription register(ServerKey server, UserId user, UserName name, Consumer<List<UserName>> receiver) {
        PageVisit pageVisit = new PageVisit(user, name, receiver);
        update(server, pageVisits -> pageVisits.add(pageVisit));
        return () -> update(server, pageVisits -> pageVisits.remove(pageVisit));
    }

    private synchronized void update(ServerKey server, Consumer<Set<PageVisit>> change) {
        Set<PageVisit> pageVisits = visits.computeIfAbsent(server, _ -> new LinkedHashSet<>());
        change.accept(pageVisits);
        if (pageVisits.isEmpty()) {
            visits.remove(server);
        }
        // Notify with the lock held, so that no viewer receives an older list last.
        pageVisits.forEach(pageVisit -> pageVisit.listener().accept(others(pageVisits, pageVisit.user())));
    }

    /** Returns the sorted names of the other viewers. A user with several open pages appears once. */
    private static List<UserName> others(Set<PageVisit> pageVisits, UserId self) {
        Map<String, UserName> names = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        pageVisits.stream()
                .filter(pageVisit -> !pageVisit.user().equals(self))
                .forEach(pageVisit -> names.put(pageVisit.name().value(), pageVisit.name()));
        return List.copyOf(names.values());
    }

    /** One open page; compared by identity. */
    private static final class PageVisit {

        private final UserId user;
        private final UserName name;
        private final Consumer<List<UserName>> listener;

        PageVisit(UserId user, UserName name, Consumer<List<UserName>> receiver) {
            this.user = user;
            this.name = name;
            this.listener = receiver;
        }

        UserId user() {
            return user;
        }

        UserName name() {
            return name;
        }

        Consumer<List<UserName>> listener() {
            return listener;
        }
    }
}

package org.stackdeck.ui.servers;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stackdeck.access.Owners;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.UserId;
import org.stackdeck.inventory.View;
import org.stackdeck.operations.Answer;
import org.stackdeck.operations.Operation;
import org.stackdeck.ui.ViewModel;

/**
 * What one grid shows: the viewer's servers, filtered and sorted, joined with what was asked of them. It holds the order
 * of the servers, never copies of them; rows are made only for the part in sight. Not safe for use by several threads.
 */
@ViewModel
final class ServerRows {

    /** More than this is not patched one by one. */
    private static final int MOST_PATCHED = 200;

    private final UserId viewer;
    private final UserId person;
    private final Function<Server, Map<ServerAction, Answer>> availability;
    private final Asked asked;

    private Map<ServerKey, Server> servers = Map.of();
    private GridQuery query = GridQuery.ALL;
    private SearchQuery search = SearchQuery.EVERYTHING;
    private Belonging belonging;
    private List<Server> shown = new ArrayList<>();
    private Map<StateGroup, Integer> counts = Map.of();
    private int found;

    ServerRows(UserId viewer, Function<Server, Map<ServerAction, Answer>> availability, Asked asked) {
        this(viewer, viewer, availability, asked);
    }

    /**
     * @param viewer who looks at them
     * @param person whose servers they are
     */
    ServerRows(UserId viewer, UserId person, Function<Server, Map<ServerAction, Answer>> availability, Asked asked) {
        this.viewer = viewer;
        this.person = person;
        this.belonging = new Belonging(person, Owners.NONE);
        this.availability = availability;
        this.asked = asked;
    }

    /** Shows what is asked for from now on. */
    void show(GridQuery newQuery) {
        query = newQuery;
        search = SearchQuery.parse(newQuery.search());
        rebuild();
    }

    /** Takes what the inventory tells. */
    Change take(View view) {
        servers = view.servers();
        Set<ServerKey> expired = asked.expire();
        List<Server> news = Stream.concat(view.delta().added().stream(), view.delta().changed().stream())
                .toList();
        if (news.size() > MOST_PATCHED) {
            return rebuilt();
        }
        Set<ServerKey> changed = keys(news);
        Set<ServerKey> touched = new HashSet<>(changed);
        touched.addAll(view.delta().removed());
        touched.addAll(expired);
        return touched.isEmpty() ? Change.NONE : patch(touched, changed);
    }

    /** Takes to whom servers belong. */
    Change take(Owners owners) {
        Set<ServerKey> touched = belonging.owners().differing(owners);
        touched.retainAll(servers.keySet());
        belonging = new Belonging(person, owners);
        if (touched.size() > MOST_PATCHED) {
            return rebuilt();
        }
        return touched.isEmpty() ? Change.NONE : patch(touched, Set.of());
    }

    /** Takes news of an operation; those on servers that are not the viewer's to see change nothing. */
    Change take(Operation operation) {
        return asked.take(operation) && servers.containsKey(operation.server())
                ? patch(Set.of(operation.server()), Set.of())
                : Change.NONE;
    }

    int size() {
        return shown.size();
    }

    Stream<ServerRow> rows(int offset, int limit) {
        return shown.subList(Math.min(offset, shown.size()), Math.min(offset + limit, shown.size())).stream()
                .map(this::row);
    }

    Optional<ServerRow> row(ServerKey key) {
        return Optional.ofNullable(servers.get(key)).map(this::row);
    }

    /** Servers per state among those that the search finds, whatever states are chosen. */
    int count(StateGroup group) {
        return counts.getOrDefault(group, 0);
    }

    /** Servers that the search finds, in all states. */
    int found() {
        return found;
    }

    /** All that the viewer may see. */
    int visible() {
        return servers.size();
    }

    Belonging belonging() {
        return belonging;
    }

    Collection<Server> servers() {
        return servers.values();
    }

    boolean covers(ServerKey server) {
        return servers.containsKey(server);
    }

    private ServerRow row(Server server) {
        return new ServerRow(
                server,
                ShownState.of(server, asked.of(server.key()), viewer),
                belonging.of(server).orElse(null),
                belonging.own(server),
                availability.apply(server));
    }

    private Change rebuilt() {
        rebuild();
        return new Change(true, Set.of(), Set.of());
    }

    private void rebuild() {
        shown = servers.values().stream()
                .filter(this::wanted)
                .sorted(order())
                .collect(Collectors.toCollection(ArrayList::new));
        count();
    }

    private Change patch(Set<ServerKey> keys, Set<ServerKey> glowing) {
        List<Server> before = List.copyOf(shown);
        shown.removeIf(server -> keys.contains(server.key()));
        for (ServerKey key : keys) {
            Server server = servers.get(key);
            if (server != null && wanted(server)) {
                int place = Collections.binarySearch(shown, server, order());
                shown.add(place < 0 ? -place - 1 : place, server);
            }
        }
        count();
        return new Change(!sameOrder(before, shown), keys, glowing);
    }

    private static boolean sameOrder(List<Server> before, List<Server> after) {
        if (before.size() != after.size()) {
            return false;
        }
        for (int i = 0; i < before.size(); i++) {
            if (!before.get(i).key().equals(after.get(i).key())) {
                return false;
            }
        }
        return true;
    }

    private void count() {
        Map<StateGroup, Integer> counted = new EnumMap<>(StateGroup.class);
        found = 0;
        for (Server server : servers.values()) {
            StateGroup group = group(server);
            if (query.covers(server) && search.matches(server, group, belonging)) {
                counted.merge(group, 1, Integer::sum);
                found++;
            }
        }
        counts = counted;
    }

    private boolean wanted(Server server) {
        StateGroup group = group(server);
        return (query.states().isEmpty() || query.states().contains(group))
                && query.covers(server)
                && search.matches(server, group, belonging);
    }

    private Comparator<Server> order() {
        return query.order().among(belonging.owners());
    }

    private StateGroup group(Server server) {
        return asked.moving(server.key()) ? StateGroup.MOVING : StateGroup.of(server);
    }

    private static Set<ServerKey> keys(Collection<Server> servers) {
        return servers.stream().map(Server::key).collect(Collectors.toSet());
    }
}

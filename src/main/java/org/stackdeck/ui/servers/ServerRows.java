package org.stackdeck.ui.servers;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import org.stackdeck.operations.Protections;
import org.stackdeck.ui.ViewModel;

/**
 * Model of one grid: the visible servers, filtered and sorted, joined with their latest operations and with pending
 * servers. Shares sorted servers with all pages that have the same criteria, and creates rows only for the visible
 * part. Not thread-safe.
 */
@ViewModel
final class ServerRows {

    private final UserId viewer;
    private final Function<Server, Map<ServerAction, Answer>> availability;
    private final Asked asked;
    private final BeingMade making;
    private final SharedViews views;

    private GridQuery query = GridQuery.ALL;
    private Belonging belonging;
    private Protections protections = Protections.NONE;
    private boolean told;
    private SharedViews.Shown shared = SharedViews.Shown.NOTHING;
    /** The shared view with servers in transition and pending servers. */
    private SortedView view = shared.view();
    /** Owners of all servers in the view, including pending ones. */
    private Belonging all;

    private Wanted wanted = shared.wanted();

    private int awaited;

    /**
     * @param viewer the user who views the grid
     * @param person the user whose servers are shown
     */
    ServerRows(
            UserId viewer,
            UserId person,
            Function<Server, Map<ServerAction, Answer>> availability,
            Asked asked,
            BeingMade making,
            SharedViews views) {
        this.viewer = viewer;
        this.belonging = new Belonging(person, Owners.NONE);
        this.availability = availability;
        this.all = belonging;
        this.asked = asked;
        this.making = making;
        this.views = views;
    }

    /** Sets the query. */
    void show(GridQuery newQuery) {
        query = newQuery;
        show(views.of(servers(), Wanted.of(query, belonging)));
    }

    /** Applies an inventory update, which may contain servers that are already present. */
    Change take(View news) {
        Set<ServerKey> glowing = Stream.concat(news.delta().added().stream(), news.delta().changed().stream())
                .filter(server -> !server.equals(servers().get(server.key())))
                .map(Server::key)
                .collect(Collectors.toSet());
        Set<ServerKey> touched = new HashSet<>(glowing);
        touched.addAll(news.delta().removed());
        touched.addAll(making.meet(
                news.servers(),
                Stream.concat(news.delta().added().stream(), news.delta().changed().stream())
                        .toList()));
        show(views.after(shared, news.servers(), shared.wanted(), touched));
        Set<ServerKey> expired = asked.expire();
        touched.addAll(expired);
        // The first servers are not highlighted.
        Set<ServerKey> seenToChange = told ? glowing : Set.of();
        told = true;
        return touched.isEmpty() ? Change.NONE : new Change(touched, seenToChange);
    }

    /** Sets the owners. */
    Change take(Owners owners) {
        Set<ServerKey> touched = belonging.owners().differing(owners);
        touched.retainAll(servers().keySet());
        belonging = new Belonging(belonging.person(), owners);
        show(views.after(shared, servers(), Wanted.of(query, belonging), touched));
        return touched.isEmpty() ? Change.NONE : new Change(touched, Set.of());
    }

    /** Sets the protections. */
    Change take(Protections newest) {
        Set<ServerKey> touched = protections.differing(newest);
        touched.retainAll(servers().keySet());
        protections = newest;
        return touched.isEmpty() ? Change.NONE : new Change(touched, Set.of());
    }

    /** Applies an operation update. Operations on servers that the viewer may not see are ignored. */
    Change take(Operation operation) {
        Set<ServerKey> touched = new HashSet<>();
        if (asked.take(operation) && covers(operation.server())) {
            touched.add(operation.server());
        }
        if (making.take(operation, servers())) {
            touched.add(operation.standIn());
        }
        if (touched.isEmpty()) {
            return Change.NONE;
        }
        show(shared);
        return new Change(touched, Set.of());
    }

    /** Removes pending servers that the viewer may no longer see. */
    void reconsider() {
        show(shared);
    }

    int size() {
        return view.rows().size();
    }

    /** Returns all displayed servers, in order; the list is immutable. */
    List<Server> shown() {
        return view.rows();
    }

    Stream<ServerRow> rows(int offset, int limit) {
        int size = size();
        return view.rows().subList(Math.min(offset, size), Math.min(offset + limit, size)).stream()
                .map(this::row);
    }

    Optional<ServerRow> row(ServerKey key) {
        return Optional.ofNullable(shared.servers().get(key))
                .or(() -> making.server(key))
                .map(this::row);
    }

    /** Returns the number of displayed servers that exist. */
    int pickable() {
        return size() - (int) making.servers().stream().filter(this::shows).count();
    }

    /** Returns the number of servers in a state that match the search, regardless of the state filter. */
    int count(StateGroup group) {
        return view.count(group);
    }

    /** Returns the number of servers that match the search, in all states. */
    int found() {
        return view.found();
    }

    /** Returns the number of servers that the viewer may see. */
    int visible() {
        return servers().size();
    }

    /** Returns the number of pending servers. */
    int awaited() {
        return awaited;
    }

    Belonging belonging() {
        return belonging;
    }

    Map<ServerKey, Server> servers() {
        return shared.servers();
    }

    boolean covers(ServerKey server) {
        return servers().containsKey(server);
    }

    private boolean shows(Server standIn) {
        return wanted.finds(standIn, StateGroup.MOVING) && wanted.shows(StateGroup.MOVING);
    }

    private ServerRow row(Server server) {
        Operation maker = making.of(server.key()).orElse(null);
        if (maker != null) {
            return ServerRow.awaited(server, maker, viewer, all);
        }
        return new ServerRow(
                server,
                ShownState.of(server, asked.of(server.key()), viewer),
                belonging.of(server).orElse(null),
                belonging.own(server),
                protections.of(server.key()).orElse(null),
                availability.apply(server),
                null);
    }

    /**
     * Servers with a pending operation and pending servers count as in transition, whatever state the cloud reports.
     */
    private void show(SharedViews.Shown next) {
        shared = next;
        List<Server> moving = asked.moving().stream()
                .map(servers()::get)
                .filter(Objects::nonNull)
                .toList();
        List<Server> made = making.servers();
        awaited = made.size();
        all = made.isEmpty() ? belonging : belonging.and(making.owners());
        wanted = made.isEmpty() ? next.wanted() : Wanted.of(query, all);
        view = moving.isEmpty() && made.isEmpty()
                ? next.view()
                : next.view()
                        .patched(
                                new SortedView.Part(moving, next.wanted(), StateGroup::of),
                                new SortedView.Part(
                                        Stream.concat(moving.stream(), made.stream())
                                                .toList(),
                                        wanted,
                                        _ -> StateGroup.MOVING));
    }
}

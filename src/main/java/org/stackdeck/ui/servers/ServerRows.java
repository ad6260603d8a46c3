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
 * What one grid shows: the viewer's servers, filtered and sorted, joined with what was asked of them and with those that are
 * being made. It shares the sorted
 * servers with all pages that want the same; rows are made only for the part in sight. Not safe for use by several
 * threads.
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
    /** The shared view with what was asked of some of its servers, and with those that are not there yet. */
    private SortedView view = shared.view();
    /** Of what is in it. */
    private Belonging all;

    private Wanted wanted = shared.wanted();

    private int awaited;

    /**
     * @param viewer who looks at them
     * @param person whose servers they are
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

    /** Shows what is asked for from now on. */
    void show(GridQuery newQuery) {
        query = newQuery;
        show(views.of(servers(), Wanted.of(query, belonging)));
    }

    /** Takes what the inventory tells, some of which may be here already. */
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
        // What is there at first did not change before anybody's eyes.
        Set<ServerKey> seenToChange = told ? glowing : Set.of();
        told = true;
        return touched.isEmpty() ? Change.NONE : new Change(touched, seenToChange);
    }

    /** Takes to whom servers belong. */
    Change take(Owners owners) {
        Set<ServerKey> touched = belonging.owners().differing(owners);
        touched.retainAll(servers().keySet());
        belonging = new Belonging(belonging.person(), owners);
        show(views.after(shared, servers(), Wanted.of(query, belonging), touched));
        return touched.isEmpty() ? Change.NONE : new Change(touched, Set.of());
    }

    /** Takes which servers are protected. */
    Change take(Protections newest) {
        Set<ServerKey> touched = protections.differing(newest);
        touched.retainAll(servers().keySet());
        protections = newest;
        return touched.isEmpty() ? Change.NONE : new Change(touched, Set.of());
    }

    /** Takes news of an operation; those on servers that are not the viewer's to see change nothing. */
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

    /** Leaves out those being made of which the viewer may know no longer. */
    void reconsider() {
        show(shared);
    }

    int size() {
        return view.rows().size();
    }

    /** All that are shown, in their order; this list never changes. */
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

    /** Of those that are shown, servers that are there. */
    int pickable() {
        return size() - (int) making.servers().stream().filter(this::shows).count();
    }

    /** Servers per state among those that the search finds, whatever states are chosen. */
    int count(StateGroup group) {
        return view.count(group);
    }

    /** Servers that the search finds, in all states. */
    int found() {
        return view.found();
    }

    /** All that the viewer may see. */
    int visible() {
        return servers().size();
    }

    /** Servers that are not there yet. */
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

    /** A server of which something was asked counts as moving, whatever the cloud says; so does one that is being made. */
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

package org.stackdeck.ui.servers;

import java.util.Comparator;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.Server;
import org.stackdeck.ui.ViewModel;

/**
 * Search, filters and sort order of a list of servers, reduced to what affects the result: criteria with the same
 * result for all users are equal.
 *
 * @param states empty for all
 * @param cloud name of the only cloud, or null
 * @param project id of the only project, or null
 * @param belonging the part of the ownership that affects the result
 */
@ViewModel
record Wanted(
        SearchQuery search,
        Set<StateGroup> states,
        ServerOrder order,
        @Nullable String cloud,
        @Nullable String project,
        Belonging belonging) {

    static Wanted of(GridQuery query, Belonging belonging) {
        SearchQuery search = SearchQuery.parse(query.search());
        boolean byOwner = search.asksForOwners() || query.order().column() == ServerOrder.Column.OWNER;
        return new Wanted(
                search,
                query.states(),
                query.order(),
                query.cloud(),
                query.project(),
                !byOwner ? Belonging.NOBODYS : search.asksForOwn() ? belonging : belonging.ofAnyone());
    }

    /** Returns the same sort order without filters. */
    Wanted unfiltered() {
        return new Wanted(
                SearchQuery.EVERYTHING,
                Set.of(),
                order,
                null,
                null,
                order.column() == ServerOrder.Column.OWNER ? belonging.ofAnyone() : Belonging.NOBODYS);
    }

    /** Returns whether the server matches the search. The counts per state include all matching servers. */
    boolean finds(Server server, StateGroup group) {
        return (cloud == null || cloud.equals(server.cloud().value()))
                && (project == null || project.equals(server.project().id().value()))
                && search.matches(server, group, belonging);
    }

    /** Returns whether matching servers in this state are displayed. */
    boolean shows(StateGroup group) {
        return states.isEmpty() || states.contains(group);
    }

    Comparator<Server> comparator() {
        return order.among(belonging.owners());
    }
}

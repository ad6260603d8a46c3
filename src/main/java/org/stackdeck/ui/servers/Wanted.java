package org.stackdeck.ui.servers;

import java.util.Comparator;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.Server;
import org.stackdeck.ui.ViewModel;

/**
 * Which servers are shown and in which order. Two are equal when they come to the same for every server, whoever asks.
 *
 * @param states empty for all
 * @param cloud name of the only cloud, or null
 * @param project id of the only project, or null
 * @param belonging what matters of it
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

    /** The same order of all servers. */
    Wanted unfiltered() {
        return new Wanted(
                SearchQuery.EVERYTHING,
                Set.of(),
                order,
                null,
                null,
                order.column() == ServerOrder.Column.OWNER ? belonging.ofAnyone() : Belonging.NOBODYS);
    }

    /** Whether it is among those of which the chips count the states. */
    boolean finds(Server server, StateGroup group) {
        return (cloud == null || cloud.equals(server.cloud().value()))
                && (project == null || project.equals(server.project().id().value()))
                && search.matches(server, group, belonging);
    }

    /** Whether those that are found are shown when they are in this state. */
    boolean shows(StateGroup group) {
        return states.isEmpty() || states.contains(group);
    }

    Comparator<Server> comparator() {
        return order.among(belonging.owners());
    }
}

package org.stackdeck.ui.servers.search;

import java.util.Comparator;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerStateGroup;
import org.stackdeck.inventory.search.ServerSearchQuery;
import org.stackdeck.inventory.search.UserServerOwners;
import org.stackdeck.ui.ViewLogic;

/**
 * Normalized search, filters and sort order: users who get the same result have equal criteria.
 *
 * @param states empty for all
 * @param cloud name of the only cloud, or null
 * @param project ID of the only project, or null
 * @param owners the owners if they affect the result
 */
@ViewLogic
public record ServerListCriteria(
        ServerSearchQuery search,
        Set<ServerStateGroup> states,
        ServerSort order,
        @Nullable String cloud,
        @Nullable String project,
        UserServerOwners owners) {

    public static ServerListCriteria of(ServerGridQuery query, UserServerOwners userServerOwners) {
        ServerSearchQuery search = ServerSearchQuery.parse(query.search());
        boolean byOwner = search.filtersByOwner() || query.order().dependsOnOwners();
        return new ServerListCriteria(
                search,
                query.states(),
                query.order(),
                query.cloud(),
                query.project(),
                !byOwner
                        ? UserServerOwners.NO_OWNERS
                        : search.dependsOnUser() ? userServerOwners : userServerOwners.withoutUser());
    }

    /** Returns criteria with the same sort order that match all servers. */
    ServerListCriteria unfiltered() {
        return new ServerListCriteria(
                ServerSearchQuery.MATCH_ALL,
                Set.of(),
                order,
                null,
                null,
                order.dependsOnOwners() ? owners.withoutUser() : UserServerOwners.NO_OWNERS);
    }

    /**
     * Returns whether the server matches the search and the scope. The counts per state include all matching servers.
     */
    public boolean matches(Server server, ServerStateGroup group) {
        return (cloud == null || cloud.equals(server.cloud().value()))
                && (project == null || project.equals(server.project().id().value()))
                && search.matches(server, group, owners);
    }

    /** Returns whether matching servers in this state are displayed. */
    public boolean includesState(ServerStateGroup group) {
        return states.isEmpty() || states.contains(group);
    }

    Comparator<Server> comparator() {
        return order.comparator(owners.owners());
    }
}

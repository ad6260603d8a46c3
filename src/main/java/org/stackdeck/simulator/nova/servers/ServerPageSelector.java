package org.stackdeck.simulator.nova.servers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stackdeck.simulator.http.ApiException;
import org.stackdeck.simulator.http.QueryParameters;
import org.stackdeck.simulator.keystone.Role;
import org.stackdeck.simulator.model.SimulatedServer;
import org.stackdeck.simulator.nova.request.NovaRequest;
import org.stackdeck.simulator.state.ServerStore;

/** Selects the servers of one page of a list. */
public final class ServerPageSelector {

    /** @param next URL of the next page; null if this page is not full or the limit is 0 */
    record Page(List<SimulatedServer> servers, @Nullable String next) {}

    private final ServerStore store;
    private final String base;
    private final int largestPage;

    /** @param largestPage Nova's {@code [api] max_limit} */
    public ServerPageSelector(ServerStore store, String base, int largestPage) {
        this.store = store;
        this.base = base;
        this.largestPage = largestPage;
    }

    Page page(NovaRequest novaRequest, boolean detail) {
        ServerListParameterValidator.check(novaRequest);
        QueryParameters queryParameters = novaRequest.request().query();
        int limit = Math.min(limit(queryParameters), largestPage);
        ServerListFilter filter = ServerListFilter.of(novaRequest);
        permit(novaRequest, detail, filter.isAllProjects());
        List<SimulatedServer> page = new ArrayList<>();
        for (SimulatedServer server : from(novaRequest, filter)) {
            if (page.size() == limit) {
                break;
            }
            if (filter.matches(server)) {
                page.add(server);
            }
        }
        String next = null;
        if (limit > 0 && page.size() == limit) {
            next = base + "/v2.1/servers" + (detail ? "/detail" : "") + "?"
                    + queryParameters.withParameter("marker", page.getLast().id());
        }
        return new Page(page, next);
    }

    private static void permit(NovaRequest novaRequest, boolean detail, boolean everywhere) {
        String policy = "servers:" + (detail ? "detail" : "index");
        novaRequest.requireRole(Role.READER, policy);
        if (everywhere) {
            novaRequest.requireRole(Role.ADMIN, policy + ":get_all_tenants");
        }
    }

    private Iterable<SimulatedServer> from(NovaRequest novaRequest, ServerListFilter filter) {
        QueryParameters queryParameters = novaRequest.request().query();
        Comparator<SimulatedServer> order = ServerListSort.of(novaRequest);
        String marker = queryParameters.last("marker").orElse(null);
        SimulatedServer after = null;
        if (marker != null) {
            after = store.find(marker)
                    .filter(filter::withinProject)
                    .orElseThrow(() -> ApiException.badRequest("marker [" + marker + "] not found"));
        }
        if (ServerListSort.isDefault(queryParameters)) {
            return after == null ? store.newestFirst() : store.newestFirst().tailSet(after, false);
        }
        SimulatedServer last = after;
        return store.newestFirst().stream()
                .sorted(order)
                .filter(s -> last == null || order.compare(s, last) > 0)
                .toList();
    }

    private static int limit(QueryParameters queryParameters) {
        String given = queryParameters.last("limit").orElse("");
        if (!given.matches("[0-9]*")) {
            throw ApiException.badRequest(
                    "Invalid input for query parameters limit. Value: %1$s. '%1$s' does not match '^[0-9]*$'"
                            .formatted(given));
        }
        return given.isEmpty() || given.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(given);
    }
}

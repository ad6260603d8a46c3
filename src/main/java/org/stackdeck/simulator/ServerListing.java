package org.stackdeck.simulator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Selects the servers of a list by pages. */
final class ServerListing {

    /** @param next URL of the next page; null at the end */
    record Page(List<SimulatedServer> servers, @Nullable String next) {}

    private final ServerStore store;
    private final String base;
    private final int largestPage;

    /** @param largestPage Nova's {@code [api] max_limit} */
    ServerListing(ServerStore store, String base, int largestPage) {
        this.store = store;
        this.base = base;
        this.largestPage = largestPage;
    }

    Page page(NovaCall call, boolean detail) {
        ServerParameters.check(call);
        Query query = call.request().query();
        int limit = Math.min(limit(query), largestPage);
        ServerFilter filter = ServerFilter.of(call);
        permit(call, detail, filter.everywhere());
        List<SimulatedServer> page = new ArrayList<>();
        for (SimulatedServer server : from(call, filter)) {
            if (page.size() == limit) {
                break;
            }
            if (filter.fits(server)) {
                page.add(server);
            }
        }
        String next = null;
        if (limit > 0 && page.size() == limit) {
            next = base + "/v2.1/servers" + (detail ? "/detail" : "") + "?"
                    + query.with("marker", page.getLast().id());
        }
        return new Page(page, next);
    }

    private static void permit(NovaCall call, boolean detail, boolean everywhere) {
        String policy = "servers:" + (detail ? "detail" : "index");
        call.permit(Role.READER, policy);
        if (everywhere) {
            call.permit(Role.ADMIN, policy + ":get_all_tenants");
        }
    }

    private Iterable<SimulatedServer> from(NovaCall call, ServerFilter filter) {
        Query query = call.request().query();
        Comparator<SimulatedServer> order = ServerOrder.of(query);
        String marker = query.first("marker").orElse(null);
        SimulatedServer after = null;
        if (marker != null) {
            after = store.find(marker)
                    .filter(filter::withinProject)
                    .orElseThrow(() -> Refusal.badRequest("marker [" + marker + "] not found"));
        }
        if (ServerOrder.isUsual(query)) {
            return after == null ? store.newestFirst() : store.newestFirst().tailSet(after, false);
        }
        SimulatedServer last = after;
        return store.newestFirst().stream()
                .sorted(order)
                .filter(s -> last == null || order.compare(s, last) > 0)
                .toList();
    }

    private static int limit(Query query) {
        String said = query.first("limit").orElse("");
        if (!said.matches("[0-9]*")) {
            throw Refusal.badRequest(
                    "Invalid input for query parameters limit. Value: %1$s. '%1$s' does not match '^[0-9]*$'"
                            .formatted(said));
        }
        return said.isEmpty() || said.length() > 9 ? Integer.MAX_VALUE : Integer.parseInt(said);
    }
}

package org.stackdeck.simulator.nova.servers;

import java.util.Comparator;
import org.stackdeck.simulator.http.QueryParameters;
import org.stackdeck.simulator.model.SimulatedServer;
import org.stackdeck.simulator.state.ServerStore;

/** {@code sort_key} and {@code sort_dir} of a server list. */
final class ServerListSort {

    private ServerListSort() {}

    static Comparator<SimulatedServer> of(QueryParameters queryParameters) {
        if (isDefault(queryParameters)) {
            return ServerStore.NEWEST_FIRST;
        }
        String key = key(queryParameters);
        Comparator<SimulatedServer> order = switch (key) {
            case "display_name" -> Comparator.comparing(SimulatedServer::name);
            case "updated_at" -> Comparator.comparing(SimulatedServer::updated);
            case "vm_state" -> Comparator.comparing(s -> s.vmState().code());
            case "uuid" -> Comparator.comparing(SimulatedServer::id);
            default -> Comparator.comparing(s -> s.origin().created());
        };
        order = order.thenComparing(SimulatedServer::id);
        return ascending(queryParameters) ? order : order.reversed();
    }

    /** Whether the order is that of the server store: newest first. */
    static boolean isDefault(QueryParameters queryParameters) {
        return key(queryParameters).equals("created_at") && !ascending(queryParameters);
    }

    private static String key(QueryParameters queryParameters) {
        return queryParameters.last("sort_key").orElse("created_at");
    }

    private static boolean ascending(QueryParameters queryParameters) {
        return queryParameters.last("sort_dir").orElse("desc").equals("asc");
    }
}

package org.stackdeck.simulator;

import java.util.Comparator;

/** {@code sort_key} and {@code sort_dir} of a server list. */
final class ServerOrder {

    private ServerOrder() {}

    static Comparator<SimulatedServer> of(Query query) {
        if (isUsual(query)) {
            return ServerStore.NEWEST_FIRST;
        }
        String key = key(query);
        Comparator<SimulatedServer> order = switch (key) {
            case "display_name" -> Comparator.comparing(SimulatedServer::name);
            case "updated_at" -> Comparator.comparing(SimulatedServer::updated);
            case "vm_state" -> Comparator.comparing(s -> s.vmState().word());
            case "uuid" -> Comparator.comparing(SimulatedServer::id);
            default -> Comparator.comparing(s -> s.origin().created());
        };
        order = order.thenComparing(SimulatedServer::id);
        return ascending(query) ? order : order.reversed();
    }

    /** Whether the order is that of the server store: newest first. */
    static boolean isUsual(Query query) {
        return key(query).equals("created_at") && !ascending(query);
    }

    private static String key(Query query) {
        return query.first("sort_key").orElse("created_at");
    }

    private static boolean ascending(Query query) {
        return query.first("sort_dir").orElse("desc").equals("asc");
    }
}

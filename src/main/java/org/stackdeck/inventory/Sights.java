package org.stackdeck.inventory;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.stackdeck.access.Permission;
import org.stackdeck.access.Rights;
import org.stackdeck.access.ServerFacts;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerKey;

/** The servers as each kind of viewer may see them; viewers with the same rights share one map. */
final class Sights {

    private volatile Generation current = new Generation(Map.of(), new ConcurrentHashMap<>());

    private record Generation(Map<ServerKey, Server> servers, Map<Rights, Map<ServerKey, Server>> byRights) {}

    /** The map is told by its identity: a snapshot with the same servers shares it, and comparing would cost too much. */
    @SuppressWarnings("ReferenceEquality")
    Map<ServerKey, Server> of(Map<ServerKey, Server> servers, Rights rights) {
        Generation generation = current;
        if (generation.servers() != servers) {
            generation = new Generation(servers, new ConcurrentHashMap<>());
            current = generation;
        }
        return generation.byRights().computeIfAbsent(rights, key -> filter(servers, key));
    }

    private static Map<ServerKey, Server> filter(Map<ServerKey, Server> servers, Rights rights) {
        Map<ServerKey, Server> visible = HashMap.newHashMap(servers.size());
        boolean whole = true;
        for (Server server : servers.values()) {
            ServerFacts facts = ServerFacts.of(server);
            if (!rights.maySee(facts)) {
                whole = false;
            } else if (server.host() == null
                    || rights.decide(Permission.SERVER_READ_HOST, facts).allowed()) {
                visible.put(server.key(), server);
            } else {
                whole = false;
                visible.put(server.key(), server.withoutHost());
            }
        }
        return whole ? servers : Collections.unmodifiableMap(visible);
    }
}

package org.stackdeck.simulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All server groups. */
final class ServerGroups {

    private final Map<String, ServerGroup> groups = new LinkedHashMap<>();

    ServerGroups() {
        add(new ServerGroup(
                Ids.dashed("server-group", "staff-web-apart"),
                "staff-web-apart",
                "anti-affinity",
                0,
                Accounts.STAFF,
                Accounts.CONSOLE.id()));
    }

    synchronized void add(ServerGroup group) {
        groups.put(group.id(), group);
    }

    synchronized void remove(String id) {
        groups.remove(id);
    }

    synchronized Optional<ServerGroup> find(String id) {
        return Optional.ofNullable(groups.get(id));
    }

    synchronized List<ServerGroup> of(SimulatedProject project) {
        return groups.values().stream().filter(g -> g.project().equals(project)).toList();
    }

    synchronized List<ServerGroup> all() {
        return List.copyOf(groups.values());
    }
}

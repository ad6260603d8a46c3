package org.stackdeck.simulator.state;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.stackdeck.simulator.keystone.KeystoneAccounts;
import org.stackdeck.simulator.keystone.SimulatedProject;
import org.stackdeck.simulator.model.ServerGroup;
import org.stackdeck.simulator.support.StableIds;

/** Server groups of the simulated Nova. */
public final class ServerGroupStore {

    private final Map<String, ServerGroup> groups = new LinkedHashMap<>();

    ServerGroupStore() {
        add(new ServerGroup(
                StableIds.dashed("server-group", "staff-web-apart"),
                "staff-web-apart",
                "anti-affinity",
                0,
                KeystoneAccounts.STAFF,
                KeystoneAccounts.STACKDECK.id()));
    }

    public synchronized void add(ServerGroup group) {
        groups.put(group.id(), group);
    }

    public synchronized void remove(String id) {
        groups.remove(id);
    }

    public synchronized Optional<ServerGroup> find(String id) {
        return Optional.ofNullable(groups.get(id));
    }

    public synchronized List<ServerGroup> of(SimulatedProject project) {
        return groups.values().stream().filter(g -> g.project().equals(project)).toList();
    }

    public synchronized List<ServerGroup> all() {
        return List.copyOf(groups.values());
    }
}

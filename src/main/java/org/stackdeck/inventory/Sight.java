package org.stackdeck.inventory;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.stackdeck.access.Permission;
import org.stackdeck.access.Rights;
import org.stackdeck.access.ServerFacts;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerKey;

/**
 * The servers that are visible with given rights; shared by all viewers with the same rights.
 *
 * @param whole whether no server is hidden or changed, so that the map is that of all servers
 */
record Sight(State state, boolean whole) {

    static Sight of(Map<ServerKey, Server> servers, Rights rights) {
        Map<ServerKey, Server> visible = HashMap.newHashMap(servers.size());
        boolean whole = true;
        for (Server server : servers.values()) {
            Optional<Server> seen = seen(server, rights);
            whole &= unchanged(server, seen);
            seen.ifPresent(one -> visible.put(one.key(), one));
        }
        return new Sight(State.of(whole ? servers : Collections.unmodifiableMap(visible)), whole);
    }

    /**
     * The next state, computed from the changed servers only. Returns the same state if no visible server changed.
     *
     * @param servers all servers after the change
     * @param change the change that led to them
     */
    Sight then(Map<ServerKey, Server> servers, Delta change, Rights rights) {
        boolean wholeStill = whole
                && Stream.concat(change.added().stream(), change.changed().stream())
                        .allMatch(server -> unchanged(server, seen(server, rights)));
        if (wholeStill) {
            return new Sight(state.then(servers, change), true);
        }
        Delta seen = change.asSeen(state.servers(), server -> seen(server, rights));
        return seen.isEmpty() && !whole ? this : new Sight(state.then(seen.appliedTo(state.servers()), seen), false);
    }

    private static Optional<Server> seen(Server server, Rights rights) {
        ServerFacts facts = ServerFacts.of(server);
        if (!rights.maySee(facts)) {
            return Optional.empty();
        }
        return Optional.of(
                server.host() == null
                                || rights.decide(Permission.SERVER_READ_HOST, facts)
                                        .allowed()
                        ? server
                        : server.withoutHost());
    }

    @SuppressWarnings("ReferenceEquality")
    private static boolean unchanged(Server server, Optional<Server> seen) {
        return seen.isPresent() && seen.get() == server;
    }
}

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
 * The servers as the same rights show them to everybody who has these.
 *
 * @param whole whether nothing is hidden, so that the map is that of all servers
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
     * The next one, without a look at the servers that stayed as they were; the same state where nothing that changed can
     * be seen.
     *
     * @param servers all servers, as of then
     * @param change what made them so
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

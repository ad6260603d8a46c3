package org.stackdeck.inventory.visibility;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.access.Permission;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.inventory.Delta;

/**
 * The servers that are visible with certain permissions; shared by all viewers who have the same permissions.
 *
 * @param complete whether no server is hidden or modified, so that {@code state} uses the map of all servers
 */
public record VisibleServers(VersionedServers state, boolean complete) {

    public static VisibleServers of(Map<ServerKey, Server> servers, EffectivePermissions effectivePermissions) {
        Map<ServerKey, Server> visible = HashMap.newHashMap(servers.size());
        boolean whole = true;
        for (Server server : servers.values()) {
            Optional<Server> seen = visible(server, effectivePermissions);
            whole &= isUnchanged(server, seen);
            seen.ifPresent(one -> visible.put(one.key(), one));
        }
        return new VisibleServers(VersionedServers.of(whole ? servers : Collections.unmodifiableMap(visible)), whole);
    }

    /**
     * Returns the next state, computed from the changed servers only. Returns this state if no visible server has
     * changed.
     *
     * @param servers all servers after the change
     * @param change the change that led to {@code servers}
     */
    public VisibleServers next(
            Map<ServerKey, Server> servers, Delta change, EffectivePermissions effectivePermissions) {
        boolean wholeStill = complete
                && Stream.concat(change.added().stream(), change.changed().stream())
                        .allMatch(server -> isUnchanged(server, visible(server, effectivePermissions)));
        if (wholeStill) {
            return new VisibleServers(state.next(servers, change), true);
        }
        Delta delta = change.filteredBy(state.servers(), server -> visible(server, effectivePermissions));
        return delta.isEmpty() && !complete
                ? this
                : new VisibleServers(state.next(delta.applyTo(state.servers()), delta), false);
    }

    private static Optional<Server> visible(Server server, EffectivePermissions effectivePermissions) {
        ServerAttributes attributes = ServerAttributes.of(server);
        if (!effectivePermissions.isVisible(attributes)) {
            return Optional.empty();
        }
        return Optional.of(
                server.host() == null
                                || effectivePermissions
                                        .decide(Permission.SERVER_READ_HOST, attributes)
                                        .isAllowed()
                        ? server
                        : server.withoutHost());
    }

    @SuppressWarnings("ReferenceEquality")
    private static boolean isUnchanged(Server server, Optional<Server> seen) {
        return seen.isPresent() && seen.get() == server;
    }
}

package org.stackdeck.history;

import java.util.List;
import java.util.Map;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.Server;

/**
 * Changes of servers were recorded. Published on one node for each change, after the transaction.
 *
 * @param servers the servers after the changes; deleted servers as they were before
 */
public record ServerChangesRecorded(List<ServerChange> changes, Map<ServerKey, Server> servers) {

    public ServerChangesRecorded {
        changes = List.copyOf(changes);
        servers = Map.copyOf(servers);
    }
}

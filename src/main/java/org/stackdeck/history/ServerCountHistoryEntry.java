package org.stackdeck.history;

import java.time.Instant;
import java.util.Map;
import org.stackdeck.cloud.server.ServerStatus;

/**
 * Server counts by status in one hour.
 *
 * @param hour start of the hour in which the servers were counted
 * @param servers number of servers by status; a status without servers is missing
 */
public record ServerCountHistoryEntry(Instant hour, Map<ServerStatus, Integer> servers) {

    public ServerCountHistoryEntry {
        servers = Map.copyOf(servers);
    }
}

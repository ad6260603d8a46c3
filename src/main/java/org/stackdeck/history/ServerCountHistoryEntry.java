package org.stackdeck.history;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.server.ServerStatus;

/**
 * Server counts by status in one hour.
 *
 * @param hour start of the hour in which the servers were counted
 * @param servers number of servers by status; a status without servers is missing
 * @param outdatedClouds clouds whose numbers are from an earlier time, because none were recorded since the previous
 *     one
 */
public record ServerCountHistoryEntry(Instant hour, Map<ServerStatus, Integer> servers, Set<CloudName> outdatedClouds) {

    public ServerCountHistoryEntry {
        servers = Map.copyOf(servers);
        outdatedClouds = Set.copyOf(outdatedClouds);
    }
}

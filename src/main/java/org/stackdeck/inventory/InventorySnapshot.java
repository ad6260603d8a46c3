package org.stackdeck.inventory;

import java.util.Map;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.Server;

/**
 * All servers of all clouds at one moment. Immutable and shared by all viewers.
 *
 * @param version increases by one with each change
 * @param freshness per configured cloud
 */
public record InventorySnapshot(long version, Map<ServerKey, Server> servers, Map<CloudName, Freshness> freshness) {

    public static final InventorySnapshot EMPTY = new InventorySnapshot(0, Map.of(), Map.of());
}

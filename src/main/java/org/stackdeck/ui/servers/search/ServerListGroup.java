package org.stackdeck.ui.servers.search;

import java.util.List;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.ui.ViewLogic;

/**
 * Servers with the same value of the property by which the grid groups servers.
 *
 * @param key unique within the grouping; for projects and owners, independent of the name; empty for servers without a
 *     value
 * @param name name of the value; for a state, its code; empty for servers without a value
 * @param cloud cloud of a project if the servers are in several clouds; otherwise empty
 * @param servers the servers in the order of the grid; immutable
 */
@ViewLogic
public record ServerListGroup(String key, String name, String cloud, List<Server> servers) {

    /** Returns the only group of a grid without grouping. */
    public static ServerListGroup all(List<Server> servers) {
        return new ServerListGroup("", "", "", servers);
    }
}

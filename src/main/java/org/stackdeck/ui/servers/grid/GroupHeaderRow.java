package org.stackdeck.ui.servers.grid;

import org.stackdeck.ui.ViewLogic;
import org.stackdeck.ui.servers.search.ServerGrouping;

/**
 * Header of a group of servers.
 *
 * @param key key of the group; empty for servers without a value
 * @param name name of the group; for a state, its code
 * @param cloud cloud of a project if the servers are in several clouds; otherwise empty
 * @param serverCount number of servers in the group
 * @param selected whether none, some or all of the selectable servers are selected
 */
@ViewLogic
public record GroupHeaderRow(
        ServerGrouping grouping,
        String key,
        String name,
        String cloud,
        int serverCount,
        boolean collapsed,
        ServerSelection.Extent selected)
        implements ServerGridRow {

    @Override
    public Id id() {
        return new Id(key, null);
    }
}

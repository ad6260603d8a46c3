package org.stackdeck.ui.servers.grid;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.stackdeck.ui.ViewLogic;
import org.stackdeck.ui.servers.search.ServerGrouping;

/**
 * The groups that a user has collapsed, for each grouping. A group that appears later is collapsed if the user has
 * collapsed all groups. Not thread-safe.
 */
@ViewLogic
final class CollapsedGroups {

    private final Set<ServerGrouping> allCollapsed = EnumSet.noneOf(ServerGrouping.class);
    /** Keys of the groups whose state differs from {@link #allCollapsed}. */
    private final Map<ServerGrouping, Set<String>> exceptions = new EnumMap<>(ServerGrouping.class);

    boolean contains(ServerGrouping grouping, String group) {
        return allCollapsed.contains(grouping)
                != exceptions.getOrDefault(grouping, Set.of()).contains(group);
    }

    void toggle(ServerGrouping grouping, String group) {
        Set<String> keys = exceptions.computeIfAbsent(grouping, _ -> new HashSet<>());
        if (!keys.remove(group)) {
            keys.add(group);
        }
    }

    void setAll(ServerGrouping grouping, boolean collapsed) {
        if (collapsed) {
            allCollapsed.add(grouping);
        } else {
            allCollapsed.remove(grouping);
        }
        exceptions.remove(grouping);
    }
}

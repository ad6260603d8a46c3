package org.stackdeck.ui.servers.views;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stackdeck.ui.servers.grid.ServerGridLayout;
import org.stackdeck.ui.servers.search.ServerGridQuery;
import org.stackdeck.ui.servers.search.ServerGrouping;
import org.stackdeck.ui.servers.search.ServerSort;

/** Grid whose filters and columns the views change. */
public interface ViewableServerGrid {

    ServerGridQuery query();

    ServerGridLayout layout();

    /** Returns whether the layout is that of the user. Only changes of this layout are stored. */
    boolean showsOwnLayout();

    /** Returns the sort order that the user has selected last while no saved view was displayed. */
    ServerSort storedSort();

    /** Returns whether a server that the user may see matches the search. */
    boolean hasMatch(String search);

    /** Returns the number of servers that the grid would show for each query. */
    Map<ServerGridQuery, Long> counts(Collection<ServerGridQuery> queries);

    /** @param layout a layout whose changes are not stored; null for the layout of the user */
    void show(ServerGridQuery query, @Nullable ServerGridLayout layout);

    /** @param grouping a grouping that is not stored; null for that of the displayed layout */
    void showGrouping(@Nullable ServerGrouping grouping);

    /**
     * Returns the query parameters for the grouping and the sort order. A parameter is absent if both the displayed and
     * the stored value are the default.
     */
    Map<String, String> layoutParameters();
}

package org.stackdeck.ui.servers.views;

import org.jspecify.annotations.Nullable;
import org.stackdeck.ui.servers.grid.ServerGridLayout;
import org.stackdeck.ui.servers.search.ServerGridQuery;

/** Grid whose filters and columns the views change. */
public interface ServerViewTarget {

    ServerGridQuery query();

    ServerGridLayout layout();

    /** @param layout a layout whose changes are not stored; null for the layout of the user */
    void show(ServerGridQuery query, @Nullable ServerGridLayout layout);
}

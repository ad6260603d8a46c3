package org.stackdeck.ui.servers.grid;

import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.ui.ViewLogic;

/** Row of the server grid. */
@ViewLogic
public sealed interface ServerGridRow permits ServerRow, GroupHeaderRow {

    Id id();

    /**
     * Identity of a row.
     *
     * @param group key of the group; empty without grouping, and for servers without a value
     * @param server null for the header of the group
     */
    record Id(String group, @Nullable ServerKey server) {}
}

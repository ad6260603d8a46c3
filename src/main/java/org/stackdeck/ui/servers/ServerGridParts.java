package org.stackdeck.ui.servers;

import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.ui.servers.actions.ServerActionSubmitter;
import org.stackdeck.ui.servers.bulk.BulkSelectionController;
import org.stackdeck.ui.servers.grid.ServerGrid;
import org.stackdeck.ui.servers.grid.ServerGridModel;
import org.stackdeck.ui.servers.grid.ServerRow;
import org.stackdeck.ui.servers.menu.ServerMenu;

/**
 * Grid with the servers of the viewer, and its model, menu and bulk selection.
 *
 * @param submitter submits actions on single rows; {@code bulkSelection} submits bulk actions
 */
record ServerGridParts(
        ServerGridModel model,
        ServerGrid grid,
        ServerMenu menu,
        ServerActionSubmitter submitter,
        BulkSelectionController bulkSelection) {

    /**
     * Starts an action with the current data of the server. Does nothing if the grid does not contain the server or the
     * creation of the server is pending.
     */
    void startAction(ServerKey server, ServerAction action) {
        model.row(server).filter(ServerRow::exists).ifPresent(row -> submitter.start(row, action));
    }
}

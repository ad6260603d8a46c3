package org.stackdeck.ui.servers.bulk;

import com.vaadin.flow.component.Component;
import java.util.List;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.operations.BulkOperationService;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.servers.grid.ServerGrid;
import org.stackdeck.ui.servers.grid.ServerGridModel;
import org.stackdeck.ui.servers.grid.ServerRow;
import org.stackdeck.ui.servers.grid.ServerSelection;

/** Connects the selected rows, the grid and the toolbar with bulk actions. */
public final class BulkSelectionController {

    private final ServerSelection serverSelection;
    private final ServerGridModel model;
    private final ServerGrid grid;
    private final BulkActionController controller;
    private final BulkActionBar bar;

    /** @param page receives progress while it is attached */
    public BulkSelectionController(
            ServerSelection serverSelection,
            ServerGridModel model,
            ServerGrid grid,
            BulkActionController.Services services,
            Component page,
            Messages messages) {
        this.serverSelection = serverSelection;
        this.model = model;
        this.grid = grid;
        this.controller = new BulkActionController(services, page, messages, this::clearSelection);
        this.bar = new BulkActionBar(
                messages,
                action -> controller.openDialog(selectedRows(), action),
                this::selectAll,
                this::clearSelection);
        grid.onSelectionChange(this::update);
    }

    public BulkActionBar bar() {
        return bar;
    }

    private List<ServerRow> selectedRows() {
        return serverSelection.toList().stream()
                .flatMap(key -> model.row(key).stream())
                .toList();
    }

    private void selectAll() {
        serverSelection.add(model.displayedServers().stream()
                .map(Server::key)
                .filter(model::contains)
                .limit(BulkOperationService.MAX_SERVERS)
                .toList());
        grid.refreshAllRows();
        update();
    }

    private void clearSelection() {
        serverSelection.clear();
        grid.refreshAllRows();
        update();
    }

    private void update() {
        serverSelection.retainVisible(model.servers().keySet());
        bar.update(selectedRows(), Math.min(model.selectableCount(), BulkOperationService.MAX_SERVERS));
    }

    /**
     * Updates the toolbar after servers have changed. Does nothing if no server is selected, which is the usual case.
     */
    public void onServersChanged() {
        if (!serverSelection.isEmpty()) {
            update();
        }
    }
}

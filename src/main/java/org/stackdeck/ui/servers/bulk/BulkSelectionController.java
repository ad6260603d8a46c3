package org.stackdeck.ui.servers.bulk;

import java.util.List;
import java.util.OptionalLong;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.operations.ActionAvailability;
import org.stackdeck.operations.OperationService;
import org.stackdeck.ui.bulk.BulkActionBar;
import org.stackdeck.ui.bulk.BulkActionDialogs;
import org.stackdeck.ui.bulk.BulkTarget;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.servers.grid.ServerGrid;
import org.stackdeck.ui.servers.grid.ServerGridModel;
import org.stackdeck.ui.servers.grid.ServerRow;
import org.stackdeck.ui.servers.grid.ServerSelection;

/** Connects the selected rows, the grid and the toolbar with bulk actions. */
public final class BulkSelectionController {

    private static final List<ServerAction> BULK_ACTIONS = List.of(
            ServerAction.START,
            ServerAction.STOP,
            ServerAction.REBOOT,
            ServerAction.SHELVE,
            ServerAction.UNSHELVE,
            ServerAction.DELETE);

    private final ServerSelection serverSelection;
    private final ServerGridModel model;
    private final ServerGrid grid;
    private final BulkActionDialogs controller;
    private final BulkActionBar<ServerAction> bar;

    public BulkSelectionController(
            ServerSelection serverSelection,
            ServerGridModel model,
            ServerGrid grid,
            BulkActionDialogs.Services services,
            CurrentBulkSelection currentBulkSelection,
            Messages messages) {
        this.serverSelection = serverSelection;
        this.model = model;
        this.grid = grid;
        this.controller = new BulkActionDialogs(services, grid, messages, this::clearSelection);
        this.bar = new BulkActionBar<>(messages, BULK_ACTIONS, this::openDialog, this::selectAll, this::clearSelection);
        grid.onSelectionChange(this::update);
        grid.addAttachListener(_ -> currentBulkSelection.set(this));
        grid.addDetachListener(_ -> currentBulkSelection.remove(this));
    }

    public BulkActionBar<ServerAction> bar() {
        return bar;
    }

    /** Returns the selected servers. */
    public List<ServerKey> selectedServers() {
        return selectedRows().stream().map(ServerRow::key).toList();
    }

    /**
     * Returns the number of selected servers to which the bulk action can be applied; empty if there is no such action.
     */
    public OptionalLong countAvailable(ServerAction action) {
        return BULK_ACTIONS.contains(action)
                ? OptionalLong.of(selectedRows().stream()
                        .filter(row -> row.isAvailable(action))
                        .count())
                : OptionalLong.empty();
    }

    /** Opens the dialog that lists the affected servers and starts the action. */
    public void openDialog(ServerAction action) {
        controller.openDialog(targets(selectedRows(), action), action, List.of());
    }

    private static List<BulkTarget> targets(List<ServerRow> rows, ServerAction action) {
        return rows.stream()
                .map(row -> new BulkTarget(
                        row.key(),
                        row.server().displayName(),
                        row.availability().getOrDefault(action, new ActionAvailability.Invisible())))
                .toList();
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
                .limit(OperationService.MAX_BULK_TARGETS)
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
        List<ServerRow> selected = selectedRows();
        bar.update(
                selected.size(),
                action ->
                        selected.stream().filter(row -> row.isAvailable(action)).count(),
                Math.min(model.selectableCount(), OperationService.MAX_BULK_TARGETS));
    }

    /** Updates the toolbar after servers have changed. Does nothing if no server is selected. */
    public void onServersChanged() {
        if (!serverSelection.isEmpty()) {
            update();
        }
    }
}

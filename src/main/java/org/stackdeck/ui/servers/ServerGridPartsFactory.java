package org.stackdeck.ui.servers;

import java.util.List;
import java.util.function.Consumer;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.stereotype.Component;
import org.stackdeck.operations.Operation;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.accessrequests.RequestAccessDialogs;
import org.stackdeck.ui.actions.ViewedUser;
import org.stackdeck.ui.bulk.BulkActionDialogs;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.servers.actions.ServerActionSubmitter;
import org.stackdeck.ui.servers.bulk.BulkSelectionController;
import org.stackdeck.ui.servers.bulk.CurrentBulkSelection;
import org.stackdeck.ui.servers.grid.QuickActionButtonsTemplate;
import org.stackdeck.ui.servers.grid.ServerGrid;
import org.stackdeck.ui.servers.grid.ServerGridModel;
import org.stackdeck.ui.servers.grid.ServerGridModelFactory;
import org.stackdeck.ui.servers.grid.ServerSelection;
import org.stackdeck.ui.servers.menu.ServerMenu;
import org.stackdeck.ui.servers.menu.ServerMenuItem;

/** Creates the grid with the servers of the viewer. */
@Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
class ServerGridPartsFactory {

    private final ServerGridModelFactory models;
    private final ServerActionSubmitter.Services submitterServices;
    private final BulkActionDialogs.Services bulkServices;
    private final CurrentBulkSelection currentBulkSelection;
    private final List<ServerMenuItem> featureItems;
    private final ViewerPermissions viewerPermissions;

    ServerGridPartsFactory(
            ServerGridModelFactory models,
            ServerActionSubmitter.Services submitterServices,
            BulkActionDialogs.Services bulkServices,
            CurrentBulkSelection currentBulkSelection,
            List<ServerMenuItem> featureItems,
            ViewerPermissions viewerPermissions) {
        this.models = models;
        this.submitterServices = submitterServices;
        this.bulkServices = bulkServices;
        this.currentBulkSelection = currentBulkSelection;
        this.featureItems = featureItems;
        this.viewerPermissions = viewerPermissions;
    }

    /** @param accepted receives each accepted operation, and a creation after an attempt to cancel it */
    ServerGridParts create(RequestAccessDialogs requester, Messages messages, Consumer<Operation> accepted) {
        ServerGridModel model = models.create(viewerPermissions.id(), viewerPermissions::subject);
        ServerActionSubmitter submitter = new ServerActionSubmitter(submitterServices, messages, accepted);
        ServerSelection serverSelection = new ServerSelection();
        ServerGrid grid = new ServerGrid(
                model,
                messages,
                new QuickActionButtonsTemplate(
                        messages, viewerPermissions.id(), submitter::start, submitter::cancelCreation),
                serverSelection);
        ServerMenu menu = ServerMenu.forGrid(
                grid, messages, ViewedUser.SELF, featureItems, viewerPermissions::effectivePermissions);
        menu.setClickHandlers(
                submitter::start, (row, permission) -> requester.requestPermission(row.server(), permission));
        return new ServerGridParts(
                model,
                grid,
                menu,
                submitter,
                new BulkSelectionController(
                        serverSelection, model, grid, bulkServices, currentBulkSelection, messages));
    }
}

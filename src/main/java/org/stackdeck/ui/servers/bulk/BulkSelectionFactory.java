package org.stackdeck.ui.servers.bulk;

import org.stackdeck.operations.BulkOperationService;
import org.stackdeck.operations.OperationService;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.bulk.BulkActionController;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.push.UiPush;
import org.stackdeck.ui.reauthentication.ReauthenticationHandler;
import org.stackdeck.ui.servers.grid.ServerGrid;
import org.stackdeck.ui.servers.grid.ServerGridModel;
import org.stackdeck.ui.servers.grid.ServerSelection;

/** Creates the bulk selection of each grid with actions. */
@org.springframework.stereotype.Component
public class BulkSelectionFactory {

    private final BulkActionController.Services services;

    BulkSelectionFactory(
            BulkOperationService bulkOperationService,
            OperationService operationService,
            CurrentUser currentUser,
            ReauthenticationHandler handler,
            UiPush uiPush) {
        this.services =
                new BulkActionController.Services(bulkOperationService, operationService, currentUser, handler, uiPush);
    }

    public BulkSelectionController create(
            ServerSelection serverSelection, ServerGridModel model, ServerGrid grid, Messages messages) {
        return new BulkSelectionController(serverSelection, model, grid, services, grid, messages);
    }
}

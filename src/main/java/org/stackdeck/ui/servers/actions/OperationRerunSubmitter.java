package org.stackdeck.ui.servers.actions;

import com.vaadin.flow.spring.annotation.UIScope;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.operations.ActionAvailabilityService;
import org.stackdeck.operations.Operation;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.i18n.Messages;

/** Submits actions on the server of an operation, from pages that list only operations. */
@Component
@UIScope
class OperationRerunSubmitter {

    private final Inventory inventory;
    private final ActionAvailabilityService actionAvailabilityService;
    private final ViewerPermissions viewerPermissions;
    private final ServerActionSubmitter.Services submitterServices;

    OperationRerunSubmitter(
            Inventory inventory,
            ActionAvailabilityService actionAvailabilityService,
            ViewerPermissions viewerPermissions,
            ServerActionSubmitter.Services submitterServices) {
        this.inventory = inventory;
        this.actionAvailabilityService = actionAvailabilityService;
        this.viewerPermissions = viewerPermissions;
        this.submitterServices = submitterServices;
    }

    /**
     * Returns the server of the operation; empty if the inventory does not contain it, or if the operation is not on a
     * server.
     */
    Optional<Server> findServer(Operation operation) {
        return operation.isOnServer() ? inventory.find(operation.server()) : Optional.empty();
    }

    boolean isAvailable(Server server, ServerAction action) {
        return actionAvailabilityService
                .check(viewerPermissions.subject(), server, action)
                .isAvailable();
    }

    /** Submits the request, after a confirmation unless the action is harmless. */
    void rerun(Server server, ActionRequest actionRequest) {
        new ServerActionSubmitter(submitterServices, Messages.current(), _ -> {}).rerun(server, actionRequest);
    }
}

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
    private final ServerActionSubmitterFactory submitters;

    OperationRerunSubmitter(
            Inventory inventory,
            ActionAvailabilityService actionAvailabilityService,
            ViewerPermissions viewerPermissions,
            ServerActionSubmitterFactory submitters) {
        this.inventory = inventory;
        this.actionAvailabilityService = actionAvailabilityService;
        this.viewerPermissions = viewerPermissions;
        this.submitters = submitters;
    }

    /** Returns the server of the operation if the inventory contains it; empty for other resources. */
    Optional<Server> findServer(Operation operation) {
        return operation.isOnServer() ? inventory.find(operation.server()) : Optional.empty();
    }

    /** Returns whether the action is available to the viewer. */
    boolean isAvailable(Server server, ServerAction action) {
        return actionAvailabilityService
                .check(viewerPermissions.subject(), server, action)
                .isAvailable();
    }

    /** Submits the request, after a confirmation if the action is disruptive. */
    void rerun(Server server, ActionRequest actionRequest) {
        submitters.create(Messages.current(), _ -> {}).rerun(server, actionRequest);
    }
}

package org.stackdeck.ui.resources;

import java.util.Optional;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.operations.ActionAvailabilityService;
import org.stackdeck.operations.BulkOperationService;
import org.stackdeck.operations.OperationService;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.bulk.BulkActionController;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.push.UiPush;
import org.stackdeck.ui.reauthentication.ReauthenticationHandler;

/** Creates the deletion of several resources for each list. */
@Component
class ResourceBulkDeletionFactory {

    private final ActionAvailabilityService actionAvailabilityService;
    private final BulkActionController.Services services;
    private final ResourceUpdates updates;

    ResourceBulkDeletionFactory(
            ActionAvailabilityService actionAvailabilityService,
            BulkOperationService bulkOperationService,
            OperationService operationService,
            CurrentUser currentUser,
            ReauthenticationHandler handler,
            UiPush uiPush,
            ResourceUpdates updates) {
        this.actionAvailabilityService = actionAvailabilityService;
        this.services =
                new BulkActionController.Services(bulkOperationService, operationService, currentUser, handler, uiPush);
        this.updates = updates;
    }

    /** Returns an empty result if resources of the kind cannot be deleted. */
    Optional<ResourceBulkDeletion> create(
            ResourceKind kind, ResourceGrid grid, ViewerPermissions viewerPermissions, Messages messages) {
        return ResourceAction.of(kind)
                .filter(ResourceAction::isDeletion)
                .findFirst()
                .map(deletion -> new ResourceBulkDeletion(
                        deletion, grid, actionAvailabilityService, services, updates, viewerPermissions, messages));
    }
}

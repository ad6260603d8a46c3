package org.stackdeck.ui.resources.list;

import com.vaadin.flow.spring.annotation.UIScope;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.action.ResourceActionLookup;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.operations.ActionAvailabilityService;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.bulk.BulkActionDialogs;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.resources.ResourceUpdates;

/** Creates the bulk actions of the resource lists. */
@Component
@UIScope
class ResourceBulkActionsFactory {

    private final ActionAvailabilityService actionAvailabilityService;
    private final BulkActionDialogs.Services services;
    private final ResourceUpdates updates;

    ResourceBulkActionsFactory(
            ActionAvailabilityService actionAvailabilityService,
            BulkActionDialogs.Services services,
            ResourceUpdates updates) {
        this.actionAvailabilityService = actionAvailabilityService;
        this.services = services;
        this.updates = updates;
    }

    /** Creates the bulk actions of a list; empty if there are none for the kind. */
    Optional<ResourceBulkActions> create(
            ResourceKind kind, ResourceGrid grid, ViewerPermissions viewerPermissions, Messages messages) {
        return ResourceActionLookup.bulkActionsOf(kind).findAny().isEmpty()
                ? Optional.empty()
                : Optional.of(new ResourceBulkActions(
                        kind, grid, actionAvailabilityService, services, updates, viewerPermissions, messages));
    }
}

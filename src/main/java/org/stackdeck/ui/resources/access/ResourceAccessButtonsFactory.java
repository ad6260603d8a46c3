package org.stackdeck.ui.resources.access;

import org.springframework.stereotype.Component;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.access.ownership.OwnerDialogs;
import org.stackdeck.ui.access.paths.AccessPathDialogs;
import org.stackdeck.ui.accessrequests.OwnAccessRequestUpdates;
import org.stackdeck.ui.i18n.Messages;

/** Creates the control with the owner of a resource and with the access to it. */
@Component
public class ResourceAccessButtonsFactory {

    private final OwnerDialogs owners;
    private final AccessPathDialogs accessPaths;
    private final OwnAccessRequestUpdates accessRequests;

    ResourceAccessButtonsFactory(
            OwnerDialogs owners, AccessPathDialogs accessPaths, OwnAccessRequestUpdates accessRequests) {
        this.owners = owners;
        this.accessPaths = accessPaths;
        this.accessRequests = accessRequests;
    }

    public ResourceAccessButtons create(ViewerPermissions viewerPermissions, Messages messages) {
        return new ResourceAccessButtons(owners, accessPaths, accessRequests, viewerPermissions, messages);
    }
}

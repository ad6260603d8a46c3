package org.stackdeck.ui.resources.access;

import org.springframework.stereotype.Component;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.access.ownership.OwnerDialogs;
import org.stackdeck.ui.access.paths.AccessPathDialogs;
import org.stackdeck.ui.i18n.Messages;

/** Creates the control with the owner of a resource and with the access to it. */
@Component
public class ResourceAccessControlFactory {

    private final OwnerDialogs owners;
    private final AccessPathDialogs accessPaths;

    ResourceAccessControlFactory(OwnerDialogs owners, AccessPathDialogs accessPaths) {
        this.owners = owners;
        this.accessPaths = accessPaths;
    }

    public ResourceAccessControl create(ViewerPermissions viewerPermissions, Messages messages) {
        return new ResourceAccessControl(owners, accessPaths, viewerPermissions, messages);
    }
}

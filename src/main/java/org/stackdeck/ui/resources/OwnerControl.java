package org.stackdeck.ui.resources;

import com.vaadin.flow.component.html.NativeButton;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.ResourceAttributes;
import org.stackdeck.cloud.action.ResourceActionLookup;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.access.ownership.OwnerDialogs;
import org.stackdeck.ui.component.NativeButtons;
import org.stackdeck.ui.i18n.Messages;

/** Displays the owner of a resource, and a button with which administrators change the owner. */
final class OwnerControl {

    private final OwnerDialogs dialogs;
    private final ViewerPermissions viewerPermissions;
    private final Messages messages;
    private final NativeButton change;
    private @Nullable CloudResource shown;

    OwnerControl(OwnerDialogs dialogs, ViewerPermissions viewerPermissions, Messages messages) {
        this.dialogs = dialogs;
        this.viewerPermissions = viewerPermissions;
        this.messages = messages;
        change = NativeButtons.labelled("user", messages.text("servers.menu.owner"));
        change.getElement().setAttribute("data-action", "servers.menu.owner");
        change.setVisible(false);
        change.addClickListener(_ -> change());
    }

    void addTo(ResourceActionBar bar) {
        bar.addToMenu(change);
    }

    private void change() {
        CloudResource resource = shown;
        if (resource != null && resource.project() != null) {
            dialogs.open(ResourceAttributes.of(resource, resource.project().id()), resource.displayName(), messages);
        }
    }

    /** Updates the button, and hides it if the resource is null. Returns a text with the owner; null for none. */
    @Nullable
    String update(@Nullable CloudResource resource) {
        shown = resource;
        change.setVisible(resource != null
                && resource.project() != null
                && ResourceActionLookup.creationOf(resource.kind()).isPresent()
                && viewerPermissions.effectivePermissions().isAdministrator());
        // A published resource has a project only for users who may see it there. Other users may not see its owner.
        return resource == null || resource.project() == null
                ? null
                : dialogs.text(resource.key(), messages).orElse(null);
    }
}

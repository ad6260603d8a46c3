package org.stackdeck.ui.resources;

import com.vaadin.flow.component.html.NativeButton;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.ResourceAttributes;
import org.stackdeck.cloud.action.ResourceActionLookup;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.access.ownership.OwnerDialogs;
import org.stackdeck.ui.component.NativeButtons;
import org.stackdeck.ui.i18n.Messages;

/** Displays the owner of a resource, and buttons with which administrators change the owner and grant access. */
final class OwnerControl {

    private final OwnerDialogs dialogs;
    private final ViewerPermissions viewerPermissions;
    private final Messages messages;
    private final NativeButton change;
    private final NativeButton grant;
    private @Nullable CloudResource shown;

    OwnerControl(OwnerDialogs dialogs, ViewerPermissions viewerPermissions, Messages messages) {
        this.dialogs = dialogs;
        this.viewerPermissions = viewerPermissions;
        this.messages = messages;
        change = createButton(
                "user",
                "servers.menu.owner",
                (resource, attributes) -> dialogs.open(attributes, resource.displayName(), messages));
        grant = createButton("key", "grants.give", (_, attributes) -> dialogs.grantAccess(attributes, messages));
    }

    private NativeButton createButton(
            String icon, String action, BiConsumer<CloudResource, ResourceAttributes> listener) {
        NativeButton button = NativeButtons.labelled(icon, messages.text(action));
        button.getElement().setAttribute("data-action", action);
        button.setVisible(false);
        button.addClickListener(_ -> {
            CloudResource resource = shown;
            if (resource != null && resource.project() != null) {
                listener.accept(
                        resource,
                        ResourceAttributes.of(resource, resource.project().id()));
            }
        });
        return button;
    }

    void addTo(ResourceActionBar bar) {
        bar.addToMenu(change, grant);
    }

    /** Updates the buttons, and hides them if the resource is null. Returns a text with the owner; null for none. */
    @Nullable
    String update(@Nullable CloudResource resource) {
        shown = resource;
        grant.setVisible(resource != null
                && resource.project() != null
                && viewerPermissions.effectivePermissions().isAdministrator());
        change.setVisible(grant.isVisible()
                && resource != null
                && ResourceActionLookup.creationOf(resource.kind()).isPresent());
        // A published resource has a project only for users who may see it there. Other users may not see its owner.
        return resource == null || resource.project() == null
                ? null
                : dialogs.text(resource.key(), messages).orElse(null);
    }
}

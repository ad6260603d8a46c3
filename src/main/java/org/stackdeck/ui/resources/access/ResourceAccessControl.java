package org.stackdeck.ui.resources.access;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.NativeButton;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.ResourceAttributes;
import org.stackdeck.cloud.action.ResourceActionLookup;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.platform.Subscription;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.access.ownership.OwnerDialogs;
import org.stackdeck.ui.access.paths.AccessPathDialogs;
import org.stackdeck.ui.component.NativeButtons;
import org.stackdeck.ui.i18n.Messages;

/**
 * Displays the owner of a resource, and buttons with which administrators change the owner, grant access and list the
 * users with access.
 */
public final class ResourceAccessControl {

    private final OwnerDialogs dialogs;
    private final ViewerPermissions viewerPermissions;
    private final Messages messages;
    private final NativeButton change;
    private final NativeButton grant;
    private final NativeButton show;
    private @Nullable CloudResource shown;

    ResourceAccessControl(
            OwnerDialogs dialogs,
            AccessPathDialogs accessPaths,
            ViewerPermissions viewerPermissions,
            Messages messages) {
        this.dialogs = dialogs;
        this.viewerPermissions = viewerPermissions;
        this.messages = messages;
        change = createButton(
                "user",
                "servers.menu.owner",
                (resource, attributes) -> dialogs.open(attributes, resource.displayName(), messages));
        grant = createButton("key", "grants.give", (_, attributes) -> dialogs.grantAccess(attributes, messages));
        show = createButton(
                "eye",
                "servers.menu.who-can",
                (resource, attributes) -> accessPaths.open(attributes, resource.displayName(), messages));
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

    /** Returns the buttons, for the menu of rarely needed actions. */
    public Component[] buttons() {
        return new Component[] {change, show, grant};
    }

    /** Runs the task now and after each change of any owner. */
    public Subscription subscribe(Runnable changed) {
        return dialogs.subscribe(changed);
    }

    /** Updates the buttons, and hides them if the resource is null. Returns a text with the owner; null for none. */
    @Nullable
    public String update(@Nullable CloudResource resource) {
        shown = resource;
        grant.setVisible(resource != null
                && resource.project() != null
                && viewerPermissions.effectivePermissions().isAdministrator());
        change.setVisible(grant.isVisible()
                && resource != null
                && ResourceActionLookup.creationOf(resource.kind()).isPresent());
        show.setVisible(change.isVisible());
        // A published resource has a project only for users who may see it there. Other users may not see its owner.
        return resource == null || resource.project() == null
                ? null
                : dialogs.text(resource.key(), messages).orElse(null);
    }
}

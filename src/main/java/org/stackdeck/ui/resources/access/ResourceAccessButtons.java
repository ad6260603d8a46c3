package org.stackdeck.ui.resources.access;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.NativeButton;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.access.Permission;
import org.stackdeck.access.ResourceAttributes;
import org.stackdeck.accessrequests.AccessRequest;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.action.ResourceActionLookup;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.platform.Subscription;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.access.ownership.OwnerDialogs;
import org.stackdeck.ui.access.paths.AccessPathDialogs;
import org.stackdeck.ui.accessrequests.OwnAccessRequestUpdates;
import org.stackdeck.ui.accessrequests.OwnPendingAccessRequests;
import org.stackdeck.ui.component.NativeButtons;
import org.stackdeck.ui.i18n.Messages;

/**
 * Displays the owner of a resource, buttons with which administrators change the owner, grant access and list the users
 * with access, and a button with which other users request access.
 */
public final class ResourceAccessButtons {

    private final Services services;
    private final ViewerPermissions viewerPermissions;
    private final Messages messages;
    private final NativeButton change;
    private final NativeButton grant;
    private final NativeButton show;
    private final NativeButton request;
    private OwnPendingAccessRequests pending = OwnPendingAccessRequests.NONE;
    private @Nullable CloudResource shown;

    @org.springframework.stereotype.Component
    public record Services(
            OwnerDialogs owners, AccessPathDialogs accessPaths, OwnAccessRequestUpdates accessRequests) {}

    public ResourceAccessButtons(Services services, ViewerPermissions viewerPermissions, Messages messages) {
        this.services = services;
        this.viewerPermissions = viewerPermissions;
        this.messages = messages;
        change = createButton(
                "user",
                "servers.menu.owner",
                (resource, attributes) -> services.owners().open(attributes, resource.displayName(), messages));
        grant = createButton(
                "key", "grants.give", (_, attributes) -> services.owners().grantAccess(attributes, messages));
        show = createButton(
                "eye",
                "servers.menu.who-can",
                (resource, attributes) -> services.accessPaths().open(attributes, resource.displayName(), messages));
        request = createButton("lock", "requests.ask.menu", (resource, _) -> requestAccess(resource));
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
        return new Component[] {change, show, grant, request};
    }

    /** Runs the task now and after each change of any owner. */
    public Subscription subscribe(Runnable changed) {
        return services.owners().subscribe(changed);
    }

    /** Follows the viewer's pending access requests until the component is detached. */
    public void followRequests(AttachEvent attached) {
        services.accessRequests().bindPending(attached, requests -> {
            pending = requests;
            updateRequestButton();
        });
    }

    private void requestAccess(CloudResource resource) {
        Project project = resource.project();
        List<Permission> offered = missing(resource).filter(this::isNotPending).toList();
        if (project != null && !offered.isEmpty()) {
            services.accessRequests().requester(messages).requestPermissions(resource, project, offered);
        }
    }

    private boolean isNotPending(Permission permission) {
        return findPending(permission).isEmpty();
    }

    private Optional<AccessRequest> findPending(Permission permission) {
        CloudResource resource = shown;
        return resource == null || resource.project() == null
                ? Optional.empty()
                : pending.find(permission, resource.key(), resource.project().id());
    }

    /**
     * Returns the permissions for actions on the resource that the viewer does not have. A published or shared resource
     * has no project for users who have no grant there.
     */
    private Stream<Permission> missing(CloudResource resource) {
        Project project = resource.project();
        if (project == null) {
            return Stream.empty();
        }
        EffectivePermissions permissions = viewerPermissions.effectivePermissions();
        ResourceAttributes attributes = ResourceAttributes.of(resource, project.id());
        return ResourceActionLookup.of(resource.kind())
                .flatMap(action -> Permission.allRequiredFor(action).stream())
                .filter(permission -> permission.toRead() == attributes.readPermission())
                .distinct()
                .sorted()
                .filter(permission ->
                        !permissions.decide(permission, attributes).isAllowed());
    }

    /** Shows the button if the viewer lacks a permission. Disables it while requests for all of them are pending. */
    private void updateRequestButton() {
        CloudResource resource = shown;
        List<Permission> missing =
                resource == null ? List.of() : missing(resource).toList();
        Optional<AccessRequest> waiting = missing.stream().allMatch(permission -> !isNotPending(permission))
                ? missing.stream()
                        .flatMap(permission -> findPending(permission).stream())
                        .findFirst()
                : Optional.empty();
        request.setVisible(!missing.isEmpty());
        request.setEnabled(waiting.isEmpty());
        request.setTitle(waiting.map(open -> messages.text("requests.waiting", open.requestedAt()))
                .orElse(""));
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
        updateRequestButton();
        // A published resource has a project only for users who may see it there. Other users may not see its owner.
        return resource == null || resource.project() == null
                ? null
                : services.owners().text(resource.key(), messages).orElse(null);
    }
}

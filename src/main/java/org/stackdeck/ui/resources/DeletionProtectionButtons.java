package org.stackdeck.ui.resources;

import com.vaadin.flow.component.html.NativeButton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.action.ResourceActionLookup;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.operations.ActionAvailability;
import org.stackdeck.operations.DeletionProtection;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.actions.UnavailabilityReasons;
import org.stackdeck.ui.component.NativeButtons;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.protection.DeletionProtectionActions;

/** Buttons that set and remove the deletion protection of a resource, for users who may delete it. */
final class DeletionProtectionButtons {

    private final DeletionProtectionActions protections;
    private final ResourceActionSubmitter submitter;
    private final ViewerPermissions viewerPermissions;
    private final Messages messages;
    private final ResourceAction deletion;
    private final NativeButton protect;
    private final NativeButton unprotect;
    private @Nullable CloudResource shown;

    private DeletionProtectionButtons(
            ResourceAction deletion,
            DeletionProtectionActions protections,
            ResourceActionSubmitter submitter,
            ViewerPermissions viewerPermissions,
            Messages messages) {
        this.deletion = deletion;
        this.protections = protections;
        this.submitter = submitter;
        this.viewerPermissions = viewerPermissions;
        this.messages = messages;
        protect = createButton("servers.menu.protect", this::protect);
        unprotect = createButton("servers.menu.lift-protection", this::unprotect);
    }

    /** Creates the control; empty if resources of the kind cannot be protected. */
    static Optional<DeletionProtectionButtons> of(
            ResourceKind kind,
            DeletionProtectionActions protections,
            ResourceActionSubmitter submitter,
            ViewerPermissions viewerPermissions,
            Messages messages) {
        return ResourceActionLookup.deletionOf(kind)
                .filter(_ -> DeletionProtection.appliesTo(kind))
                .map(deletion ->
                        new DeletionProtectionButtons(deletion, protections, submitter, viewerPermissions, messages));
    }

    private NativeButton createButton(String label, Runnable action) {
        NativeButton button = NativeButtons.labelled("shield", messages.text(label));
        button.getElement().setAttribute("data-action", label);
        button.setVisible(false);
        button.addClickListener(_ -> action.run());
        return button;
    }

    void addTo(ResourceActionBar bar) {
        bar.addToMenu(protect, unprotect);
    }

    private void protect() {
        CloudResource resource = shown;
        if (resource != null) {
            protections.protect(resource.key(), resource.displayName(), messages);
        }
    }

    private void unprotect() {
        CloudResource resource = shown;
        if (resource != null) {
            protections.unprotect(resource.key(), resource.displayName(), messages);
        }
    }

    /**
     * Updates the buttons, and hides them if the resource is null. Returns a sentence about the protection; null for
     * none.
     */
    @Nullable
    String update(@Nullable CloudResource resource) {
        shown = resource;
        Optional<DeletionProtection> protection =
                Optional.ofNullable(resource).flatMap(existing -> protections.find(existing.key()));
        boolean permitted = resource != null && isPermitted(resource);
        protect.setVisible(permitted && protection.isEmpty());
        unprotect.setVisible(permitted && protection.isPresent());
        return protection
                .map(present -> DeletionProtectionActions.text(present, messages))
                .orElse(null);
    }

    private boolean isPermitted(CloudResource resource) {
        ActionAvailability availability = submitter.check(viewerPermissions.subject(), resource, deletion);
        return !(availability instanceof ActionAvailability.Invisible)
                && UnavailabilityReasons.missingPermission(availability).isEmpty();
    }
}

package org.stackdeck.ui.resources;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Span;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.Subject;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.action.ResourceActionLookup;
import org.stackdeck.cloud.action.ResourceActionRules;
import org.stackdeck.cloud.action.ServerAttachmentType;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.operations.ActionAvailability;
import org.stackdeck.operations.Operation;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.actions.UnavailabilityReasons;
import org.stackdeck.ui.component.NativeButtons;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.operations.OperationLabels;
import org.stackdeck.ui.resources.DeletionConsequences.Consequences;
import org.stackdeck.ui.resources.creation.DerivedResourceButtons;
import org.stackdeck.ui.resources.creation.ResourceCreationDialogs;
import org.stackdeck.ui.servers.actions.OperationFailureToasts;

/**
 * Buttons for the actions on one resource, and a text about its active operation. The viewer sees no button for an
 * action without permission. The button of an action that is not possible now is disabled and shows the reason as its
 * tooltip.
 */
final class ResourceActionBar extends Div {

    private final transient ResourceKey key;
    private final transient ResourceActionSubmitter submitter;
    private final transient ResourceUpdates updates;
    private final transient ViewerPermissions viewerPermissions;
    private final Messages messages;
    private final transient ResourceActionDialogs dialogs;
    private final Map<ResourceAction, NativeButton> buttons = new EnumMap<>(ResourceAction.class);
    private final transient DerivedResourceButtons derivedResourceButtons;
    private final @Nullable ServerAttachmentButtons attachmentButtons;
    private final Div more = new Div();
    private final NativeDetails moreActions = new NativeDetails();
    private final Span progress = StyledElements.span("muted");
    private transient @Nullable CloudResource shown;
    private transient Runnable afterOperation = () -> {};

    /** @param consequences loads the consequences of a deletion */
    ResourceActionBar(
            ResourceKey key,
            ResourceActionSubmitter submitter,
            ResourceCreationDialogs creationDialogs,
            ResourceUpdates updates,
            ViewerPermissions viewerPermissions,
            Messages messages,
            ServerAttachmentActions attachments,
            BiConsumer<CloudResource, Consumer<Consequences>> consequences) {
        this.key = key;
        this.submitter = submitter;
        this.updates = updates;
        this.viewerPermissions = viewerPermissions;
        this.messages = messages;
        this.dialogs = new ResourceActionDialogs(
                submitter,
                creationDialogs,
                viewerPermissions,
                messages,
                consequences,
                () -> updateProgress(viewerPermissions.subject()));
        addClassName("resource-actions");
        progress.getElement().setAttribute("role", "status");
        add(progress);
        attachmentButtons = ServerAttachmentType.of(key.kind())
                .map(attachment -> new ServerAttachmentButtons(attachment, attachments, viewerPermissions, messages))
                .orElse(null);
        if (attachmentButtons != null) {
            add(attachmentButtons);
        }
        derivedResourceButtons = new DerivedResourceButtons(key.kind(), creationDialogs, viewerPermissions, messages);
        derivedResourceButtons.addTo(this, more);
        ResourceActionLookup.of(key.kind())
                .sorted(Comparator.comparing(ResourceAction::isDeletion))
                .forEach(this::addButton);
        moreActions.setSummaryText(messages.text("servers.menu"));
        moreActions.getSummary().addClassNames("button", "quiet");
        moreActions.setContent(more);
        add(moreActions);
    }

    private static String icon(ResourceAction action) {
        return switch (action) {
            case ADD_SECURITY_GROUP_RULE -> "plus";
            case IMPORT_IMAGE -> "download";
            case ACCEPT_IMAGE -> "check";
            case REJECT_IMAGE -> "x";
            default -> action.isDeletion() ? "trash" : "pencil";
        };
    }

    /** Returns whether the button of the action is in the menu of rarely needed actions. */
    private static boolean isRare(ResourceAction action) {
        return switch (action) {
            case RETYPE_VOLUME, REVERT_VOLUME, RESTORE_VOLUME, TRANSFER_VOLUME -> true;
            case SET_VOLUME_BOOTABLE, UNSET_VOLUME_BOOTABLE, SET_VOLUME_READ_ONLY, UNSET_VOLUME_READ_ONLY -> true;
            case DEACTIVATE_IMAGE, REACTIVATE_IMAGE, PROTECT_IMAGE, UNPROTECT_IMAGE -> true;
            case SET_IMAGE_VISIBILITY, ADD_IMAGE_PROJECT -> true;
            default -> false;
        };
    }

    private void addButton(ResourceAction action) {
        NativeButton button = NativeButtons.labelled(icon(action), messages.text(OperationLabels.action(action)));
        button.getElement().setAttribute("data-action", action.code());
        button.setVisible(false);
        button.addClickListener(_ -> start(action));
        buttons.put(action, button);
        (isRare(action) ? more : this).add(button);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        updates.subscribeToOperations(
                event, viewerPermissions, operation -> operation.target().equals(key), this::apply);
    }

    @Override
    protected void onDetach(DetachEvent event) {
        dialogs.onDetach();
    }

    private void apply(List<Operation> changed) {
        // Show the toast even if the resource no longer exists.
        changed.forEach(operation -> OperationFailureToasts.show(operation, viewerPermissions.id(), messages));
        update(shown);
        afterOperation.run();
    }

    /** Adds buttons to the menu of rarely needed actions. */
    void addToMenu(Component... buttons) {
        more.add(buttons);
    }

    /**
     * @param listener runs after an operation on the resource has changed, because the change can enable or disable
     * actions
     */
    void onOperation(Runnable listener) {
        afterOperation = listener;
    }

    /** Updates the buttons and the text about the active operation. Hides the buttons if the resource is null. */
    void update(@Nullable CloudResource resource) {
        shown = resource;
        Subject subject = viewerPermissions.subject();
        buttons.forEach((action, button) -> update(
                action,
                button,
                resource == null ? new ActionAvailability.Invisible() : submitter.check(subject, resource, action)));
        if (attachmentButtons != null) {
            attachmentButtons.update(resource);
        }
        derivedResourceButtons.update(resource);
        moreActions.setVisible(more.getChildren().anyMatch(Component::isVisible));
        updateProgress(subject);
    }

    private void updateProgress(Subject subject) {
        if (dialogs.isLoading()) {
            progress.setText(messages.text("resources.delete.loading-users"));
            return;
        }
        progress.setText(Optional.ofNullable(shown)
                .flatMap(_ -> submitter.findActive(subject, key))
                .map(operation -> messages.text(
                        "resources.operation",
                        messages.text(OperationLabels.action(operation)),
                        messages.text(OperationLabels.state(operation.state())),
                        operation.userName().value()))
                .orElse(""));
    }

    private void update(ResourceAction action, NativeButton button, ActionAvailability availability) {
        CloudResource resource = shown;
        button.setVisible(resource != null
                && ResourceActionRules.isRelevant(action, resource)
                && !(availability instanceof ActionAvailability.Invisible)
                && UnavailabilityReasons.missingPermission(availability).isEmpty());
        button.setEnabled(availability.isAvailable());
        button.setTitle(UnavailabilityReasons.text(action, availability, messages));
    }

    /**
     * Performs the action on the displayed resource. Opens a dialog first if the action has parameters or consequences.
     */
    void start(ResourceAction action) {
        Optional.ofNullable(shown).ifPresent(resource -> dialogs.start(action, resource));
    }

    boolean isAvailable(ResourceAction action) {
        return Optional.ofNullable(shown)
                .filter(resource -> submitter
                        .check(viewerPermissions.subject(), resource, action)
                        .isAvailable())
                .isPresent();
    }

    /** Performs an action on the displayed resource without a dialog. */
    void submit(ActionRequest actionRequest) {
        Optional.ofNullable(shown)
                .ifPresent(resource -> submitter.submitWithoutForm(resource, actionRequest, messages));
    }
}

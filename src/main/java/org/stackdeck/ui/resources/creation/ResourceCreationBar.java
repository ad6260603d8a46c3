package org.stackdeck.ui.resources.creation;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationId;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.component.NativeButtons;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.operations.OperationLabels;
import org.stackdeck.ui.resources.ResourceUpdates;
import org.stackdeck.ui.servers.actions.OperationFailureToasts;

/** Button that creates resources of a kind, with the creations of the viewer that have not ended. */
public final class ResourceCreationBar extends Div {

    private final ResourceKind kind;
    private final transient ResourceAction action;
    private final transient ResourceCreationDialogs creationDialogs;
    private final transient ResourceUpdates updates;
    private final transient ViewerPermissions viewerPermissions;
    private final Messages messages;
    private final Span progress = StyledElements.span("muted");
    private final transient Map<OperationId, Operation> active = new LinkedHashMap<>();
    /** Creations that were requested on this page. The value receives the operation when it has succeeded. */
    private final transient Map<OperationId, Consumer<Operation>> started = new HashMap<>();

    private final transient Predicate<Project> projectFilter;
    private final transient Supplier<Consumer<Operation>> accepted;

    /**
     * @param action action that creates a resource of the kind
     * @param projectFilter selects some of the projects in which the user may create resources of the kind
     * @param accepted called for each creation that is requested on this page; the returned consumer receives the
     * operation when it has succeeded
     */
    ResourceCreationBar(
            ResourceAction action,
            ResourceCreationDialogs creationDialogs,
            ResourceUpdates updates,
            ViewerPermissions viewerPermissions,
            Messages messages,
            Predicate<Project> projectFilter,
            Supplier<Consumer<Operation>> accepted) {
        this.kind = action.kind();
        this.creationDialogs = creationDialogs;
        this.updates = updates;
        this.viewerPermissions = viewerPermissions;
        this.messages = messages;
        this.projectFilter = projectFilter;
        addClassName("resource-creation");
        getElement().setAttribute("data-kind", kind.code());
        progress.getElement().setAttribute("role", "status");
        this.action = action;
        this.accepted = accepted;
        NativeButton button = createButton();
        button.getElement().setAttribute("data-action", action.code());
        add(progress, button);
        refresh();
    }

    /** Returns an additional button that creates a resource. */
    public NativeButton createButton() {
        NativeButton button = NativeButtons.labelled("plus", messages.text(OperationLabels.action(action)));
        button.addClassName("primary");
        button.addClickListener(_ -> creationDialogs.open(
                kind,
                null,
                projectFilter,
                viewerPermissions,
                messages,
                operation -> started.put(operation.id(), accepted.get())));
        return button;
    }

    /** Updates the visibility after the permissions or the projects have changed. */
    public void refresh() {
        setVisible(creationDialogs.isAvailable(kind, projectFilter, viewerPermissions));
    }

    @Override
    protected void onAttach(AttachEvent event) {
        // Subscribe before the load, so that no change is missed. Earlier entries may have ended while the bar was
        // detached.
        updates.subscribeToOperations(event, viewerPermissions, this::isOwnCreation, this::apply);
        active.clear();
        apply(creationDialogs.activeCreations(kind));
    }

    private boolean isOwnCreation(Operation operation) {
        return operation.action().isCreation()
                && operation.target() instanceof ResourceKey key
                && key.kind() == kind
                && operation.userId().equals(viewerPermissions.id());
    }

    private void apply(List<Operation> changed) {
        for (Operation operation : changed) {
            OperationFailureToasts.show(operation, viewerPermissions.id(), messages);
            if (operation.state().isFinal()) {
                active.remove(operation.id());
                Consumer<Operation> created = started.remove(operation.id());
                if (created != null && operation.state() == Operation.State.SUCCEEDED) {
                    created.accept(operation);
                }
            } else {
                active.put(operation.id(), operation);
            }
        }
        progress.setText(active.values().stream()
                .map(operation -> messages.text(
                        "resources.create.progress",
                        (messages.text(OperationLabels.action(operation)) + " " + operation.targetName()).strip(),
                        messages.text(OperationLabels.state(operation.state()))))
                .collect(Collectors.joining(" · ")));
    }
}

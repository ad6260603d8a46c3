package org.stackdeck.ui.resources;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationId;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.component.Buttons;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.operations.OperationLabels;
import org.stackdeck.ui.servers.actions.OperationFailureToasts;

/** Button that creates a resource of a kind, and the viewer's creations that have not finished. */
public final class ResourceCreationBar extends Div {

    private final ResourceKind kind;
    private final transient ResourceCreationForms forms;
    private final transient ResourceUpdates updates;
    private final transient ViewerPermissions viewerPermissions;
    private final Messages messages;
    private final Span progress = new Span();
    private final transient Map<OperationId, Operation> active = new LinkedHashMap<>();
    /** Operations that were requested on this page. */
    private final transient Set<OperationId> started = new HashSet<>();

    private final transient Predicate<Project> wanted;
    private final transient Consumer<Operation> created;

    /**
     * @param action the action that creates a resource of the kind
     * @param wanted projects in which resources can be created
     * @param created receives each successful operation that was requested on this page
     */
    ResourceCreationBar(
            ResourceAction action,
            ResourceCreationForms forms,
            ResourceUpdates updates,
            ViewerPermissions viewerPermissions,
            Messages messages,
            Predicate<Project> wanted,
            Consumer<Operation> created) {
        this.kind = action.kind();
        this.forms = forms;
        this.updates = updates;
        this.viewerPermissions = viewerPermissions;
        this.messages = messages;
        this.wanted = wanted;
        this.created = created;
        addClassName("resource-creation");
        getElement().setAttribute("data-kind", kind.code());
        progress.addClassName("muted");
        progress.getElement().setAttribute("role", "status");
        NativeButton button = Buttons.labelled("plus", messages.text(OperationLabels.action(action)));
        button.addClassName("primary");
        button.getElement().setAttribute("data-action", action.code());
        button.addClickListener(_ ->
                forms.open(kind, null, wanted, viewerPermissions, messages, operation -> started.add(operation.id())));
        add(progress, button);
        refresh();
    }

    /** Updates the visibility after a change of the permissions or of the projects. */
    public void refresh() {
        setVisible(forms.isAvailable(kind, wanted, viewerPermissions));
    }

    @Override
    protected void onAttach(AttachEvent event) {
        updates.subscribeToOperations(event, viewerPermissions, this::isOwnCreation, this::apply);
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
                if (started.remove(operation.id()) && operation.state() == Operation.State.SUCCEEDED) {
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

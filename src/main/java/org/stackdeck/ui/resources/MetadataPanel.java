package org.stackdeck.ui.resources;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.action.ResourceActionLookup;
import org.stackdeck.cloud.action.ResourceActionRules;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceField;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.ui.component.DetailSection;
import org.stackdeck.ui.component.NativeButtons;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.operations.OperationLabels;

/** Shows the metadata of a volume or the properties of an image, with buttons that change them. */
final class MetadataPanel extends ResourcePanel {

    private final String field;
    private final ResourceAction setAction;
    private final ResourceAction removeAction;
    private final ResourceActionBar actions;
    private final Messages messages;
    private transient @Nullable Entries shown;

    private record Entries(Map<String, String> map, boolean maySet, boolean mayRemove) {}

    private MetadataPanel(
            String field,
            ResourceAction setAction,
            ResourceAction removeAction,
            ResourceActionBar actions,
            Messages messages) {
        this.field = field;
        this.setAction = setAction;
        this.removeAction = removeAction;
        this.actions = actions;
        this.messages = messages;
    }

    /** Returns the panel for resources of the kind; empty if they have no entries that can be changed. */
    static Optional<MetadataPanel> of(ResourceKind kind, ResourceActionBar actions, Messages messages) {
        Optional<ResourceAction> remove = find(kind, false);
        return find(kind, true)
                .flatMap(set -> ResourceActionRules.mapField(set)
                        .map(field -> new MetadataPanel(field, set, remove.orElseThrow(), actions, messages)));
    }

    private static Optional<ResourceAction> find(ResourceKind kind, boolean sets) {
        return ResourceActionLookup.of(kind)
                .filter(action -> ResourceActionRules.mapField(action).isPresent()
                        && action.parameters().contains(ActionParameter.VALUE) == sets)
                .findFirst();
    }

    @Override
    boolean shows(ResourceField shown) {
        return field.equals(shown.code());
    }

    @Override
    void update(CloudResource resource, ResourceValueFormatter values) {
        Entries newest =
                new Entries(resource.map(field), actions.isAvailable(setAction), actions.isAvailable(removeAction));
        if (newest.equals(shown)) {
            return;
        }
        shown = newest;
        DetailSection section = new DetailSection(
                messages.text("resources.field." + field),
                messages.text("resources.field." + field + ".none"),
                newest.maySet() ? new Component[] {setButton()} : new Component[0]);
        new TreeMap<>(newest.map())
                .forEach((key, value) -> section.addLine(
                        key,
                        // Other clients can use characters that Stackdeck does not accept.
                        newest.mayRemove() && ActionParameter.KEY.accepts(key) ? removeButton(key) : new Div(),
                        value));
        removeAll();
        add(section);
    }

    private NativeButton setButton() {
        NativeButton button = NativeButtons.quiet("plus", messages.text(OperationLabels.action(setAction)));
        button.getElement().setAttribute("data-action", setAction.code());
        button.addClickListener(_ -> actions.start(setAction));
        return button;
    }

    private NativeButton removeButton(String key) {
        NativeButton button = NativeButtons.icon("x", messages.text(OperationLabels.action(removeAction)) + ": " + key);
        button.getElement().setAttribute("data-action", removeAction.code());
        button.addClickListener(
                _ -> actions.submit(ActionRequest.of(removeAction).with(ActionParameter.KEY, key)));
        return button;
    }
}

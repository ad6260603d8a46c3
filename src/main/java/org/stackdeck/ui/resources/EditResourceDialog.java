package org.stackdeck.ui.resources;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.action.ActionArgument;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.EditableAttributeValues;
import org.stackdeck.cloud.action.InvalidActionParameterException;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.action.ResourceActionRules;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.NewResourceTarget;
import org.stackdeck.ui.actions.ActionField;
import org.stackdeck.ui.component.dialog.FormDialog;
import org.stackdeck.ui.help.ActionTerms;
import org.stackdeck.ui.help.ExplainButton;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.resources.creation.ResourceCreationDialogs.ChoiceLoader;

/**
 * Dialog with the attributes of a resource. Submits only the attributes that the user has changed, so that it does not
 * revert concurrent changes. Stays open with the input if a value is invalid or the request is not accepted.
 */
final class EditResourceDialog extends FormDialog {

    private final ResourceAction action;
    private final CloudResource resource;
    private final transient ChoiceLoader loader;
    private final transient Predicate<ActionRequest> submit;
    private final Map<ActionParameter, ActionField> fields = new EnumMap<>(ActionParameter.class);
    private final Map<ActionParameter, String> initial = new EnumMap<>(ActionParameter.class);

    /** @param submit submits the request and returns whether it was accepted */
    EditResourceDialog(
            ResourceAction action,
            CloudResource resource,
            String title,
            Messages messages,
            ChoiceLoader loader,
            Predicate<ActionRequest> submit) {
        super(messages, title, "480px");
        this.action = action;
        this.resource = resource;
        this.loader = loader;
        this.submit = submit;
        action.parameters().stream()
                .filter(attribute -> ResourceActionRules.isEditable(resource, attribute))
                .forEach(attribute -> EditableAttributeValues.valueOf(resource, attribute)
                        .ifPresent(value -> addField(attribute, value)));
        addFields(fields.values().stream()
                .map(field -> ExplainButton.beside(field.component(), ActionTerms.of(field.parameter()), messages))
                .toArray(Component[]::new));
        addButtons("resources.edit.submit", this::submit);
        fields.values().stream().findFirst().ifPresent(ActionField::focus);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        Project project = Objects.requireNonNull(resource.project());
        NewResourceTarget place = new NewResourceTarget(resource.cloud(), project.id(), resource.kind());
        fields.values().stream()
                .filter(ActionField::isChoice)
                .forEach(field -> loader.load(this, place, field.parameter(), loaded -> {
                    field.setChoices(loaded.choices(), messages);
                    if (loaded.problem() != null) {
                        field.setError(messages.text("servers.order.unknown", loaded.problem()));
                    }
                }));
    }

    private void addField(ActionParameter attribute, String value) {
        initial.put(attribute, value);
        ActionField field = ActionField.of(
                attribute,
                attribute == ActionParameter.NAME || (action.required().contains(attribute) && !attribute.isList()),
                value.equals(removalOf(attribute)) ? "" : value,
                messages,
                () -> {});
        fields.put(attribute, field);
        field.onEnter(this::submit);
    }

    /** Returns the value that an empty field represents. */
    private static String removalOf(ActionParameter attribute) {
        if (attribute.isList()) {
            return ActionParameter.NONE;
        }
        return switch (attribute) {
            case GATEWAY -> ActionParameter.NONE;
            case MIN_DISK, MIN_RAM -> "0";
            default -> "";
        };
    }

    private ActionRequest buildRequest() {
        ActionRequest request = ActionRequest.of(action);
        for (ActionField field : fields.values()) {
            String value = field.argument().map(ActionArgument::value).orElseGet(() -> removalOf(field.parameter()));
            if (!value.equals(initial.get(field.parameter()))) {
                request = request.with(field.parameter(), value);
            }
        }
        return request;
    }

    private void submit() {
        ActionRequest request = buildRequest();
        if (request.arguments().isEmpty()) {
            close();
            return;
        }
        try {
            request.validate();
        } catch (InvalidActionParameterException e) {
            Optional.ofNullable(fields.get(e.parameter()))
                    .ifPresent(field -> field.setError(messages.text(
                            request.value(e.parameter()).filter(String::isEmpty).isPresent()
                                    ? "servers.order.wrong.missing"
                                    : "servers.order.wrong.malformed")));
            return;
        }
        if (submit.test(request)) {
            close();
        }
    }
}

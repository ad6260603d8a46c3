package org.stackdeck.ui.servers.actions;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.action.ActionArgument;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.InvalidActionParameterException;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.resource.SelectableResource;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.identity.StepUpRequiredException;
import org.stackdeck.ui.actions.ActionField;
import org.stackdeck.ui.actions.ParameterOption;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.component.dialog.FormDialog;
import org.stackdeck.ui.help.ActionTerms;
import org.stackdeck.ui.help.ExplainButton;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.reauthentication.ReauthenticationField;
import org.stackdeck.ui.reauthentication.ReauthenticationHandler;

/**
 * Dialog that requests the parameters of an action and, if the action is destructive, the name of the server. If a
 * parameter is invalid or re-authentication is required, the dialog stays open and keeps the input.
 */
class ServerActionDialog extends FormDialog {

    private final ServerAction action;
    private final ReauthenticationHandler handler;
    private final Consumer<ActionRequest> submit;
    private final List<ActionField> fields = new ArrayList<>();
    private final Div form = StyledElements.div("order-form");
    private final Button confirm;
    private @Nullable TextField typed;
    private @Nullable ReauthenticationField reauthenticationField;
    private final String name;

    /**
     * @param submit submits the action; may throw {@link InvalidActionParameterException} or {@link
     *     StepUpRequiredException}
     */
    ServerActionDialog(
            Server server,
            ServerAction action,
            Messages messages,
            ReauthenticationHandler handler,
            Consumer<ActionRequest> submit) {
        super(
                messages,
                messages.findText("servers.order.title." + action.code(), server.displayName())
                        .orElseGet(() -> label(action, messages) + " · " + server.displayName()),
                "460px");
        this.action = action;
        this.handler = handler;
        this.submit = submit;
        this.name = server.displayName();
        ExplainButton.addTo(this, ActionTerms.of(action), messages);
        addClassName("order");
        messages.findText("servers.order.note." + action.code())
                .map(Paragraph::new)
                .ifPresent(form::add);
        if (action == ServerAction.RESIZE) {
            String flavor = SelectableResourceFormatter.label(server.flavor(), messages);
            form.add(new Paragraph(messages.text("servers.order.resize.current", flavor)));
        }
        confirm = submitButton(
                messages.findText("servers.order.confirm." + action.code()).orElseGet(() -> label(action, messages)),
                this::verifyAndSubmit);
        confirm.addThemeVariants(ButtonVariant.PRIMARY);
        for (ActionParameter parameter : action.parameters()) {
            if (parameter == ActionParameter.FROM_SERVER) {
                // Users move a floating IP on its page, because only that page provides its current server.
                continue;
            }
            ActionField field = ActionField.of(
                    parameter,
                    action.required().contains(parameter),
                    initial(server, parameter),
                    messages,
                    this::validate);
            // A shortcut of the dialog would also react to the key on Cancel and other buttons.
            field.onEnter(this::submitIfEnabled);
            fields.add(field);
            form.add(field.component());
        }
        if (action.isDestructive()) {
            confirm.addThemeVariants(ButtonVariant.ERROR);
            typed = createConfirmationField();
            form.add(typed);
        }
        add(form);
        getFooter().add(new Button(messages.text("app.cancel"), _ -> close()), confirm);
        validate();
        fields.stream()
                .map(ActionField::component)
                .filter(Focusable.class::isInstance)
                .findFirst()
                .ifPresentOrElse(first -> ((Focusable<?>) first).focus(), this::focusConfirmation);
    }

    private static String label(ServerAction action, Messages messages) {
        return messages.text("servers.action." + action.code());
    }

    /** Returns the parameters whose values are selected from resources of the project. */
    final List<ActionParameter> choiceParameters() {
        return fields.stream()
                .filter(ActionField::isChoice)
                .map(ActionField::parameter)
                .toList();
    }

    final void setChoices(ActionParameter parameter, List<SelectableResource> projectResources) {
        List<ParameterOption> choices = projectResources.stream()
                .map(choice -> new ParameterOption(
                        choice.id(), choice.name(), SelectableResourceFormatter.label(choice, messages)))
                .toList();
        field(parameter).ifPresent(field -> field.setChoices(choices, messages));
        validate();
    }

    /**
     * Returns a receiver for the ID of a new resource. The dialog selects the resource as soon as it is an option,
     * unless the user has selected another option by then.
     */
    final Consumer<String> selectWhenOffered(ActionParameter parameter) {
        return field(parameter).map(ActionField::selectWhenOffered).orElse(_ -> {});
    }

    /** Returns whether options for the parameter have been loaded. */
    final boolean hasChoices(ActionParameter parameter) {
        return field(parameter).filter(ActionField::isLoaded).isPresent();
    }

    final void addBelow(ActionParameter parameter, Component component) {
        field(parameter).ifPresent(field -> form.addComponentAtIndex(form.indexOf(field.component()) + 1, component));
    }

    final void setLoadError(ActionParameter parameter, String reason) {
        field(parameter).ifPresent(field -> field.setError(reason));
    }

    private TextField createConfirmationField() {
        TextField field = new TextField(messages.text("servers.delete.type", name));
        field.setWidthFull();
        field.setAutocomplete(Autocomplete.OFF);
        field.setValueChangeMode(ValueChangeMode.EAGER);
        field.addValueChangeListener(_ -> validate());
        field.addKeyPressListener(Key.ENTER, _ -> submitIfEnabled());
        return field;
    }

    private void focusConfirmation() {
        if (typed != null) {
            typed.focus();
        }
    }

    private void submitIfEnabled() {
        if (confirm.isEnabled()) {
            verifyAndSubmit();
        }
    }

    private void verifyAndSubmit() {
        ReauthenticationField field = reauthenticationField;
        if (!isOpened()) {
            return;
        }
        if (field == null) {
            trySubmit();
        } else if (field.verify()) {
            submitVerified(field);
        }
    }

    /**
     * Submits the request after re-authentication. Removes the field first, because the session is now authenticated
     * and a code cannot be verified a second time.
     */
    private void submitVerified(ReauthenticationField field) {
        reauthenticationField = null;
        field.removeFromParent();
        trySubmit();
    }

    /**
     * Enables the button only while the request is valid and, for destructive actions, the name of the server is typed.
     * Shows an error only for a reserved metadata key, because other input may be incomplete.
     */
    private void validate() {
        boolean valid;
        try {
            buildRequest().validate();
            valid = true;
        } catch (InvalidActionParameterException e) {
            valid = false;
            if (e.reason() == InvalidActionParameterException.Reason.RESERVED) {
                showProblem(e);
            }
        }
        confirm.setEnabled(valid && (typed == null || typed.getValue().strip().equals(name.strip())));
    }

    private ActionRequest buildRequest() {
        ActionRequest actionRequest = ActionRequest.of(action);
        for (ActionField field : fields) {
            Optional<ActionArgument> argument = field.argument();
            if (argument.isPresent()) {
                actionRequest = actionRequest.with(field.parameter(), argument.get());
            }
        }
        return actionRequest;
    }

    /**
     * Submits the request if the dialog is still open. A second key press or click can arrive after the dialog has been
     * closed.
     */
    private void trySubmit() {
        if (!isOpened()) {
            return;
        }
        try {
            submit.accept(buildRequest());
            close();
        } catch (InvalidActionParameterException e) {
            showProblem(e);
        } catch (StepUpRequiredException stepUpRequiredException) {
            ReauthenticationField field = handler.createField(messages, stepUpRequiredException);
            reauthenticationField = field;
            field.onVerified(() -> submitVerified(field));
            field.onEnter(this::submitIfEnabled);
            form.add(field);
            field.focus();
        }
    }

    private void showProblem(InvalidActionParameterException problem) {
        field(problem.parameter()).ifPresent(field -> field.setError(problem, messages));
    }

    private Optional<ActionField> field(ActionParameter parameter) {
        return fields.stream().filter(field -> field.parameter() == parameter).findFirst();
    }

    private @Nullable String initial(Server server, ActionParameter parameter) {
        return switch (parameter) {
            case NAME ->
                action == ServerAction.SNAPSHOT ? server.name() + "-" + LocalDate.now(messages.zone()) : server.name();
            case DESCRIPTION -> Objects.requireNonNullElse(server.description(), "");
            default -> null;
        };
    }
}

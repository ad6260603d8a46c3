package org.stackdeck.ui.actions;

import com.vaadin.flow.component.AbstractField;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.textfield.TextFieldBase;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.action.ActionArgument;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.InvalidActionParameterException;
import org.stackdeck.ui.i18n.Messages;

/** Input field for one parameter of an action. */
public final class ActionField {

    private final ActionParameter parameter;
    private final Component component;
    private final HasValidation validation;
    private boolean loaded;
    private final Supplier<Optional<ActionArgument>> argument;
    private final @Nullable SingleChoiceField single;
    private final @Nullable MultipleChoiceField several;

    private ActionField(
            ActionParameter parameter,
            AbstractField<?, ?> field,
            Runnable changed,
            Supplier<Optional<ActionArgument>> argument) {
        this.parameter = parameter;
        this.component = field;
        this.validation = (HasValidation) field;
        this.argument = argument;
        this.single = field instanceof SingleChoiceField one ? one : null;
        this.several = field instanceof MultipleChoiceField multiple ? multiple : null;
        field.addValueChangeListener(_ -> {
            clearError();
            changed.run();
        });
    }

    /**
     * Creates the field for a parameter.
     *
     * @param initial initial value of a text field or option; null for none
     * @param changed runs after each change
     */
    public static ActionField of(
            ActionParameter parameter,
            boolean required,
            @Nullable String initial,
            Messages messages,
            Runnable changed) {
        String label = messages.text("servers.order.field." + parameter.code());
        String shown = required ? label : messages.text("servers.order.optional", label);
        return switch (parameter.kind()) {
            case LINE, TEXT, TAG, KEY, NUMBER, COUNT, WORD, PORTS -> line(parameter, shown, initial, "", changed);
            case WORDS, ROUTES, ADDRESS_PAIRS, LIST, URL ->
                line(parameter, shown, initial, messages.text("servers.order.help." + parameter.code()), changed);
            case SECRET ->
                secret(parameter, shown, required ? "" : messages.text("servers.order.password.empty"), changed);
            case OPTION -> {
                OptionField field = new OptionField(parameter, shown, initial, messages);
                yield new ActionField(parameter, field, changed, field::argument);
            }
            case CHOICE -> {
                SingleChoiceField field = new SingleChoiceField(shown, required, messages);
                yield new ActionField(parameter, field, changed, field::argument);
            }
            case CHOICES -> {
                MultipleChoiceField field = new MultipleChoiceField(shown, initial, messages);
                yield new ActionField(parameter, field, changed, field::argument);
            }
            case PROJECT -> {
                SingleChoiceField field = new SingleChoiceField(shown, true, messages);
                field.allowOtherIds(messages.text("servers.order.help." + parameter.code()));
                yield new ActionField(parameter, field, changed, field::argument);
            }
            case SUBNETS -> {
                NewSubnetField subnet = new NewSubnetField(label, messages);
                yield new ActionField(parameter, subnet, changed, subnet::argument);
            }
        };
    }

    private static ActionField line(
            ActionParameter parameter, String label, @Nullable String initial, String help, Runnable changed) {
        TextField field = new TextField(label);
        field.setHelperText(help);
        field.setWidthFull();
        field.setAutocomplete(Autocomplete.OFF);
        field.setMaxLength(parameter.maxLength());
        field.setValueChangeMode(ValueChangeMode.EAGER);
        if (initial != null) {
            field.setValue(initial);
            field.setAutoselect(true);
        }
        // An empty description removes the description, and a metadata value can be empty. Any other empty field has no
        // value.
        boolean emptyIsSomething = parameter.kind() == ActionParameter.Kind.TEXT;
        return new ActionField(
                parameter,
                field,
                changed,
                () -> field.isEmpty() && !emptyIsSomething ? Optional.empty() : plain(field.getValue()));
    }

    private static ActionField secret(ActionParameter parameter, String label, String help, Runnable changed) {
        PasswordField field = new PasswordField(label);
        field.setWidthFull();
        field.setAutocomplete(Autocomplete.NEW_PASSWORD);
        field.setMaxLength(parameter.maxLength());
        field.setValueChangeMode(ValueChangeMode.EAGER);
        field.setHelperText(help);
        return new ActionField(
                parameter, field, changed, () -> field.isEmpty() ? Optional.empty() : plain(field.getValue()));
    }

    private static Optional<ActionArgument> plain(String value) {
        return Optional.of(new ActionArgument(value, null));
    }

    public ActionParameter parameter() {
        return parameter;
    }

    public Component component() {
        return component;
    }

    public Optional<ActionArgument> argument() {
        return argument.get();
    }

    public boolean isChoice() {
        return single != null || several != null;
    }

    /**
     * Removes the options before the options of another project are loaded.
     *
     * @param placeholder reason why there are no options
     */
    public void resetChoices(String placeholder) {
        if (several != null) {
            several.setItems(List.of());
            several.setPlaceholder(placeholder);
        }
        if (single != null) {
            single.setItems(List.of());
            single.setPlaceholder(placeholder);
            loaded = false;
        }
    }

    /**
     * Sets the options. Selects the resource that was created for this field, if it is offered. Otherwise, keeps a
     * selection that is still offered or that the user entered as text. Selects the only option of a required field
     * only the first time, because the user could miss a later change. The first options remove the error of an earlier
     * load.
     *
     * @throws IllegalStateException if the field is not a selection field
     */
    public void setChoices(List<ParameterOption> offered, Messages messages) {
        if (!loaded) {
            clearError();
        }
        if (several != null) {
            several.setChoices(offered, messages);
            loaded |= !offered.isEmpty();
        } else if (single != null) {
            single.setChoices(offered, messages, !loaded);
            loaded |= !offered.isEmpty();
        } else {
            throw new IllegalStateException(parameter + " has no options");
        }
    }

    /**
     * Returns a receiver for the ID of a new resource. The field selects the resource when it is among the options,
     * unless another option was selected after this call.
     */
    public Consumer<String> selectWhenOffered() {
        return single == null ? _ -> {} : single.selectWhenOffered();
    }

    /** Returns whether at least one option has been set since the last reset. */
    public boolean isLoaded() {
        return loaded;
    }

    /** Returns the text of the reason why a value is invalid. */
    public static String problem(InvalidActionParameterException e, Messages messages) {
        String key = "servers.order.wrong."
                + e.reason().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return e.detail().isEmpty()
                ? messages.findText(key + "." + e.parameter().code()).orElseGet(() -> messages.text(key))
                : messages.text(key, e.detail());
    }

    /** Shows the reason why the value is invalid. */
    public void setError(InvalidActionParameterException e, Messages messages) {
        if (component instanceof NewSubnetField subnet) {
            subnet.setError(e, messages);
        } else {
            setError(problem(e, messages));
        }
    }

    public void setError(String reason) {
        validation.setErrorMessage(reason);
        validation.setInvalid(true);
    }

    /** Runs the action if the user presses Enter in a text field. Selection fields handle the key themselves. */
    public void onEnter(Runnable action) {
        if (component instanceof TextFieldBase<?, ?> text) {
            text.addKeyPressListener(Key.ENTER, _ -> action.run());
        } else if (component instanceof NewSubnetField subnet) {
            subnet.onEnter(action);
        }
    }

    public void focus() {
        if (component instanceof Focusable<?> focusable) {
            focusable.focus();
        }
    }

    private void clearError() {
        validation.setInvalid(false);
    }
}

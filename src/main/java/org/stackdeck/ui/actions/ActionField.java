package org.stackdeck.ui.actions;

import com.vaadin.flow.component.AbstractField;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Focusable;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.textfield.TextFieldBase;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.action.ActionArgument;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.InvalidActionParameterException;
import org.stackdeck.ui.UserInput;
import org.stackdeck.ui.i18n.Messages;

/** Input field for one parameter of an action. */
public final class ActionField {

    private final ActionParameter parameter;
    private final Component component;
    private final HasValidation validation;
    private boolean loaded;
    /** ID of a resource to select as soon as it is among the options; null for none. */
    private @Nullable String awaited;
    /** Number of selections by the user and of created resources that were assigned to this field. */
    private int selections;

    private final Supplier<Optional<ActionArgument>> argument;
    private final @Nullable ComboBox<ActionChoice> choices;
    private final @Nullable MultipleChoiceField several;

    private ActionField(
            ActionParameter parameter,
            AbstractField<?, ?> field,
            Runnable changed,
            Supplier<Optional<ActionArgument>> argument,
            @Nullable ComboBox<ActionChoice> choices) {
        this.parameter = parameter;
        this.component = field;
        this.validation = (HasValidation) field;
        this.argument = argument;
        this.choices = choices;
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
                yield new ActionField(parameter, field, changed, field::argument, null);
            }
            case CHOICE -> choice(parameter, shown, required, messages, changed);
            case CHOICES -> {
                MultipleChoiceField field = new MultipleChoiceField(shown, initial, messages);
                yield new ActionField(parameter, field, changed, field::argument, null);
            }
            case PROJECT -> project(parameter, shown, messages, changed);
            case SUBNETS -> {
                NewSubnetField subnet = new NewSubnetField(label, messages);
                yield new ActionField(parameter, subnet, changed, subnet::argument, null);
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
                () -> field.isEmpty() && !emptyIsSomething ? Optional.empty() : plain(field.getValue()),
                null);
    }

    private static ActionField secret(ActionParameter parameter, String label, String help, Runnable changed) {
        PasswordField field = new PasswordField(label);
        field.setWidthFull();
        field.setAutocomplete(Autocomplete.NEW_PASSWORD);
        field.setMaxLength(parameter.maxLength());
        field.setValueChangeMode(ValueChangeMode.EAGER);
        field.setHelperText(help);
        return new ActionField(
                parameter, field, changed, () -> field.isEmpty() ? Optional.empty() : plain(field.getValue()), null);
    }

    private static ActionField choice(
            ActionParameter parameter, String label, boolean required, Messages messages, Runnable changed) {
        ComboBox<ActionChoice> field = new ComboBox<>(label);
        field.setWidthFull();
        field.setClearButtonVisible(!required);
        field.setItemLabelGenerator(ActionChoice::label);
        field.setPlaceholder(messages.text("servers.order.loading"));
        field.setEnabled(false);
        field.addClassName("choice");
        ActionField created = new ActionField(
                parameter,
                field,
                changed,
                () -> Optional.ofNullable(field.getValue())
                        .map(choice ->
                                new ActionArgument(choice.id(), choice.name().isBlank() ? choice.id() : choice.name())),
                field);
        UserInput.onChange(field, _ -> {
            created.awaited = null;
            created.selections++;
        });
        return created;
    }

    /** Creates a field to select a project or to enter the ID of another project. */
    private static ActionField project(ActionParameter parameter, String label, Messages messages, Runnable changed) {
        ActionField created = choice(parameter, label, true, messages, changed);
        ComboBox<ActionChoice> field = Objects.requireNonNull(created.choices);
        field.setHelperText(messages.text("servers.order.help." + parameter.code()));
        field.setAllowCustomValue(true);
        // A field without items accepts no value.
        field.setItems(List.of());
        field.setEnabled(true);
        field.setPlaceholder("");
        field.addCustomValueSetListener(event -> {
            String text = event.getDetail().strip();
            field.setValue(new ActionChoice(text, "", text));
        });
        return created;
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
        return choices != null || several != null;
    }

    /** Removes the options before the options of another project are loaded. */
    public void resetChoices() {
        if (several != null) {
            several.setItems(List.of());
        }
        if (choices != null) {
            choices.setItems(List.of());
            loaded = false;
        }
    }

    /**
     * Sets the options. Selects the resource that was created for this field, if it is offered. Otherwise, keeps a
     * selection that is still offered or that the user entered as text. Selects the only option of a required field
     * only the first time, because the user could miss a later change.
     *
     * @throws IllegalStateException if the field is not a selection field
     */
    public void setChoices(List<ActionChoice> offered, Messages messages) {
        if (several != null) {
            several.setChoices(offered, messages);
            loaded |= !offered.isEmpty();
            return;
        }
        if (choices == null) {
            throw new IllegalStateException(parameter + " has no options");
        }
        ActionChoice before = choices.getValue();
        choices.setItems(offered);
        ActionChoice created = find(offered, awaited);
        if (created != null) {
            awaited = null;
        }
        boolean free = choices.isAllowCustomValue();
        ActionChoice kept = find(offered, before == null ? null : before.id());
        choices.setValue(created != null ? created : kept == null && free ? before : kept);
        choices.setEnabled(!offered.isEmpty() || free);
        choices.setPlaceholder(offered.isEmpty() && !free ? messages.text("servers.order.none") : "");
        if (!loaded && offered.size() == 1 && !choices.isClearButtonVisible() && !free) {
            choices.setValue(offered.getFirst());
        }
        loaded |= !offered.isEmpty();
    }

    private static @Nullable ActionChoice find(List<ActionChoice> offered, @Nullable String id) {
        return offered.stream()
                .filter(choice -> choice.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    /**
     * Returns a receiver for the ID of a new resource. The field selects the resource when it is among the options,
     * unless another option was selected after this call.
     */
    public Consumer<String> selectWhenOffered() {
        int before = selections;
        return id -> {
            if (selections == before) {
                selections++;
                awaited = id;
            }
        };
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

package org.stackdeck.ui.servers;

import com.vaadin.flow.component.AbstractField;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ActionParameter;
import org.stackdeck.cloud.Argument;
import org.stackdeck.cloud.Choice;
import org.stackdeck.ui.component.Words;

/** Input field for one parameter of an action. */
final class OrderField {

    private final ActionParameter parameter;
    private final Component component;
    private final HasValidation validation;
    private final Supplier<Optional<Argument>> argument;
    private final @Nullable ComboBox<Choice> choices;

    private OrderField(
            ActionParameter parameter,
            AbstractField<?, ?> field,
            Runnable changed,
            Supplier<Optional<Argument>> argument,
            @Nullable ComboBox<Choice> choices) {
        this.parameter = parameter;
        this.component = field;
        this.validation = (HasValidation) field;
        this.argument = argument;
        this.choices = choices;
        field.addValueChangeListener(_ -> {
            valid();
            changed.run();
        });
    }

    /**
     * @param initial initial value; null for none
     * @param changed runs after each change
     */
    static OrderField of(
            ActionParameter parameter, boolean required, @Nullable String initial, Words words, Runnable changed) {
        String label = words.say("servers.order.field." + parameter.word());
        String shown = required ? label : words.say("servers.order.optional", label);
        return switch (parameter.kind()) {
            case LINE, TEXT, TAG, KEY -> line(parameter, shown, initial, changed);
            case SECRET -> secret(parameter, shown, required ? "" : words.say("servers.order.password.empty"), changed);
            case STATE -> state(parameter, shown, words, changed);
            case CHOICE -> choice(parameter, shown, words, changed);
        };
    }

    private static OrderField line(
            ActionParameter parameter, String label, @Nullable String initial, Runnable changed) {
        TextField field = new TextField(label);
        field.setWidthFull();
        field.setAutocomplete(Autocomplete.OFF);
        field.setMaxLength(parameter.longest());
        field.setValueChangeMode(ValueChangeMode.EAGER);
        if (initial != null) {
            field.setValue(initial);
            field.setAutoselect(true);
        }
        // An empty description removes the description. Any other empty field means no value.
        boolean emptyIsSomething = parameter.kind() == ActionParameter.Kind.TEXT;
        return new OrderField(
                parameter,
                field,
                changed,
                () -> field.isEmpty() && !emptyIsSomething ? Optional.empty() : plain(field.getValue()),
                null);
    }

    private static OrderField secret(ActionParameter parameter, String label, String help, Runnable changed) {
        PasswordField field = new PasswordField(label);
        field.setWidthFull();
        field.setAutocomplete(Autocomplete.NEW_PASSWORD);
        field.setMaxLength(parameter.longest());
        field.setValueChangeMode(ValueChangeMode.EAGER);
        field.setHelperText(help);
        return new OrderField(
                parameter, field, changed, () -> field.isEmpty() ? Optional.empty() : plain(field.getValue()), null);
    }

    private static OrderField state(ActionParameter parameter, String label, Words words, Runnable changed) {
        Select<String> field = new Select<>();
        field.setLabel(label);
        field.setWidthFull();
        field.setItems("active", "error");
        field.setItemLabelGenerator(state -> words.say("servers.order.state." + state));
        field.setValue("active");
        return new OrderField(parameter, field, changed, () -> plain(field.getValue()), null);
    }

    private static OrderField choice(ActionParameter parameter, String label, Words words, Runnable changed) {
        ComboBox<Choice> field = new ComboBox<>(label);
        field.setWidthFull();
        field.setItemLabelGenerator(choice -> ChoiceWords.of(choice, words));
        field.setPlaceholder(words.say("servers.order.loading"));
        field.setEnabled(false);
        field.addClassName("choice");
        return new OrderField(
                parameter,
                field,
                changed,
                () -> Optional.ofNullable(field.getValue())
                        .map(choice ->
                                new Argument(choice.id(), choice.name().isBlank() ? choice.id() : choice.name())),
                field);
    }

    private static Optional<Argument> plain(String value) {
        return Optional.of(new Argument(value, null));
    }

    ActionParameter parameter() {
        return parameter;
    }

    Component component() {
        return component;
    }

    /** Returns the value; empty if there is none. */
    Optional<Argument> argument() {
        return argument.get();
    }

    boolean chosen() {
        return choices != null;
    }

    /** Sets the options and selects the only one if there is just one. */
    void offer(List<Choice> offered, Words words) {
        if (choices == null) {
            throw new IllegalStateException(parameter + " has no options");
        }
        choices.setItems(offered);
        choices.setEnabled(!offered.isEmpty());
        choices.setPlaceholder(offered.isEmpty() ? words.say("servers.order.none") : "");
        if (offered.size() == 1) {
            choices.setValue(offered.getFirst());
        }
    }

    void invalid(String why) {
        validation.setErrorMessage(why);
        validation.setInvalid(true);
    }

    private void valid() {
        validation.setInvalid(false);
    }
}

package org.stackdeck.ui.actions;

import com.vaadin.flow.component.combobox.ComboBox;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.action.ActionArgument;
import org.stackdeck.ui.UserInputListeners;
import org.stackdeck.ui.i18n.Messages;

/** Selection of one resource or project. */
final class SingleChoiceField extends ComboBox<ParameterOption> {

    /** ID of a resource to select as soon as it is among the options; null for none. */
    private @Nullable String awaited;
    /** Number of selections by the user and of created resources that were assigned to this field. */
    private int selections;

    SingleChoiceField(String label, boolean required, Messages messages) {
        super(label);
        setWidthFull();
        setClearButtonVisible(!required);
        setItemLabelGenerator(ParameterOption::label);
        setPlaceholder(messages.text("servers.order.loading"));
        setEnabled(false);
        addClassName("choice");
        UserInputListeners.onChange(this, _ -> {
            awaited = null;
            selections++;
        });
    }

    /** Allows the user to enter the ID of a resource that is not among the options. */
    void allowOtherIds(String help) {
        setHelperText(help);
        setAllowCustomValue(true);
        // A field without items accepts no value.
        setItems(List.of());
        setEnabled(true);
        setPlaceholder("");
        addCustomValueSetListener(event -> {
            String text = event.getDetail().strip();
            setValue(new ParameterOption(text, "", text));
        });
    }

    Optional<ActionArgument> argument() {
        return Optional.ofNullable(getValue())
                .map(choice -> new ActionArgument(choice.id(), choice.name().isBlank() ? choice.id() : choice.name()));
    }

    /**
     * Sets the options, as described at {@link ActionField#setChoices}.
     *
     * @param first whether the field had no options before
     */
    void setChoices(List<ParameterOption> offered, Messages messages, boolean first) {
        ParameterOption before = getValue();
        setItems(offered);
        ParameterOption created = find(offered, awaited);
        if (created != null) {
            awaited = null;
        }
        boolean free = isAllowCustomValue();
        ParameterOption kept = find(offered, before == null ? null : before.id());
        setValue(created != null ? created : kept == null && free ? before : kept);
        setEnabled(!offered.isEmpty() || free);
        setPlaceholder(offered.isEmpty() && !free ? messages.text("servers.order.none") : "");
        if (first && offered.size() == 1 && !isClearButtonVisible() && !free) {
            setValue(offered.getFirst());
        }
    }

    private static @Nullable ParameterOption find(List<ParameterOption> offered, @Nullable String id) {
        return offered.stream()
                .filter(choice -> choice.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    /** @see ActionField#selectWhenOffered */
    Consumer<String> selectWhenOffered() {
        int before = selections;
        return id -> {
            if (selections == before) {
                selections++;
                awaited = id;
            }
        };
    }
}

package org.stackdeck.ui.actions;

import com.vaadin.flow.component.select.Select;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.action.ActionArgument;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.ui.i18n.Messages;

/**
 * Selection of an option. If there is a text for an unset parameter, the field is initially empty; otherwise, its
 * initial value is the first option.
 */
final class OptionField extends Select<String> {

    /** @param initial initial value; null for none */
    OptionField(ActionParameter parameter, String label, @Nullable String initial, Messages messages) {
        String prefix = "servers.order." + parameter.code() + ".";
        setLabel(label);
        setWidthFull();
        setItems(parameter.options());
        setItemLabelGenerator(option -> messages.text(prefix + option));
        String unset = messages.findText(prefix + "unset").orElse(null);
        if (initial == null && unset != null) {
            setEmptySelectionAllowed(true);
            setEmptySelectionCaption(unset);
            setItemLabelGenerator(option -> option == null ? unset : messages.text(prefix + option));
        } else {
            setValue(initial == null ? parameter.options().getFirst() : initial);
        }
    }

    Optional<ActionArgument> argument() {
        return Optional.ofNullable(getValue())
                .filter(value -> !value.equals(ActionParameter.NONE))
                .map(value -> new ActionArgument(value, null));
    }
}

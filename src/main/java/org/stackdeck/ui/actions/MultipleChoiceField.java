package org.stackdeck.ui.actions;

import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.action.ActionArgument;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.ui.i18n.Messages;

/**
 * Selection of several resources. Keeps an initial resource that is not among the options until the user removes it.
 */
final class MultipleChoiceField extends MultiSelectComboBox<ParameterOption> {

    /** Initial resources. Their names are unknown until the options are loaded. */
    private final List<ParameterOption> initial;

    /** @param ids IDs of the initial resources as a list in the form of the parameter; null for none */
    MultipleChoiceField(String label, @Nullable String ids, Messages messages) {
        super(label);
        initial = ids == null
                ? List.of()
                : ActionParameter.items(ids).stream()
                        .map(id -> new ParameterOption(id, "", id))
                        .toList();
        setWidthFull();
        setItemLabelGenerator(ParameterOption::label);
        addClassName("choice");
        setItems(initial);
        setValue(Set.copyOf(initial));
        setEnabled(false);
        setPlaceholder(messages.text("servers.order.loading"));
    }

    void setChoices(List<ParameterOption> offered, Messages messages) {
        Map<String, ParameterOption> options = new LinkedHashMap<>();
        offered.forEach(choice -> options.put(choice.id(), choice));
        initial.forEach(choice -> options.putIfAbsent(choice.id(), choice));
        Set<ParameterOption> selected = new LinkedHashSet<>();
        getValue().forEach(choice -> {
            ParameterOption option = options.get(choice.id());
            if (option != null) {
                selected.add(option);
            }
        });
        setItems(new ArrayList<>(options.values()));
        setValue(selected);
        setEnabled(!options.isEmpty());
        setPlaceholder(options.isEmpty() ? messages.text("servers.order.none") : "");
    }

    /** Returns the sorted IDs of the selected resources; empty if none is selected. */
    Optional<ActionArgument> argument() {
        return isEmpty()
                ? Optional.empty()
                : Optional.of(new ActionArgument(
                        ActionParameter.list(getValue().stream()
                                .map(ParameterOption::id)
                                .sorted()
                                .toList()),
                        null));
    }
}

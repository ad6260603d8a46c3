package org.stackdeck.ui.component;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Group of toggle buttons, at most one of which is pressed. */
public final class ToggleGroup<T> extends Div {

    private final Map<T, NativeButton> buttons = new LinkedHashMap<>();
    private final transient Consumer<T> chosen;
    private @Nullable T selected;

    public ToggleGroup(String label, Consumer<T> chosen) {
        this.chosen = chosen;
        addClassName("segments");
        getElement().setAttribute("role", "group");
        getElement().setAttribute("aria-label", label);
    }

    public void addOption(T choice, String word) {
        NativeButton button = new NativeButton(word, _ -> choose(choice));
        button.getElement().setAttribute("type", "button");
        buttons.put(choice, button);
        add(button);
        select(selected);
    }

    /** Selects the previous option again if the change cannot be applied. */
    private void choose(T choice) {
        @Nullable T before = selected;
        select(choice);
        try {
            chosen.accept(choice);
        } catch (RuntimeException e) {
            select(before);
            throw e;
        }
    }

    public void setOptionLabel(T choice, String word) {
        NativeButton button = buttons.get(choice);
        if (button != null) {
            button.setText(word);
        }
    }

    public void setOptionVisible(T choice, boolean shown) {
        NativeButton button = buttons.get(choice);
        if (button != null) {
            button.setVisible(shown);
        }
    }

    public Optional<T> selected() {
        return Optional.ofNullable(selected);
    }

    /** @param choice the option to select; null for none */
    public void select(@Nullable T choice) {
        selected = choice;
        buttons.forEach((each, button) ->
                button.getElement().setAttribute("aria-pressed", String.valueOf(each.equals(choice))));
    }
}

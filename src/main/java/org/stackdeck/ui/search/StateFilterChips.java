package org.stackdeck.ui.search;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import java.io.Serializable;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.stackdeck.ui.component.InnerHtmlBuilder;
import org.stackdeck.ui.component.LightweightButton;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;

/**
 * Chips with the number of servers or other resources in each state. A click on a chip adds its state to the filter or
 * removes it.
 *
 * @param <S> the type of the states
 */
public class StateFilterChips<S> extends Div {

    private final transient Function<S, Face> faces;
    private final transient Consumer<S> filterListener;
    private final NumberFormat numbers;
    private final TreeMap<S, Chip> chips;

    /**
     * Label and icon of a state.
     *
     * @param classes CSS classes of the icon
     */
    public record Face(String label, String icon, String classes) implements Serializable {}

    /**
     * @param label accessible name of the group of chips
     * @param order order of the chips; states that it considers equal are the same state
     * @param pressed receives the state of a chip on which the user clicks
     */
    protected StateFilterChips(
            Messages messages, String label, Comparator<S> order, Function<S, Face> faces, Consumer<S> pressed) {
        this.faces = faces;
        this.filterListener = pressed;
        this.chips = new TreeMap<>(order);
        numbers = NumberFormat.getIntegerInstance(messages.locale());
        addClassName("chips");
        getElement().setAttribute("role", "group");
        getElement().setAttribute("aria-label", label);
    }

    /** Updates the chip of a state. Creates a missing chip only if it is shown. */
    protected final void update(S state, int count, boolean chosen, boolean shown) {
        if (shown || chips.containsKey(state)) {
            chip(state).update(numbers.format(count), chosen, shown);
        }
    }

    /** Returns the states that have chips, shown or not. */
    protected final List<S> states() {
        return new ArrayList<>(chips.keySet());
    }

    /** Returns the chip of the state. Creates a missing chip, and inserts it in the order of the states. */
    private Chip chip(S state) {
        Chip known = chips.get(state);
        if (known != null) {
            return known;
        }
        Chip chip = new Chip(faces.apply(state), () -> filterListener.accept(state));
        chips.put(state, chip);
        addComponentAtIndex(chips.headMap(state).size(), chip.button);
        return chip;
    }

    private static final class Chip implements Serializable {

        private final NativeButton button;
        private final Span count = new Span();

        Chip(Face state, Runnable pressed) {
            button = new LightweightButton(pressed);
            button.addClassName("chip");
            button.setTitle(state.label());
            count.addClassName("count");
            Span face = StyledElements.span("face");
            new InnerHtmlBuilder()
                    .icon(state.icon(), state.classes())
                    .text(state.label())
                    .applyTo(face);
            button.add(face, count);
        }

        void update(String number, boolean chosen, boolean shown) {
            if (!count.getText().equals(number)) {
                count.setText(number);
            }
            button.setVisible(shown);
            button.getElement().setAttribute("aria-pressed", String.valueOf(chosen));
        }
    }
}

package org.stackdeck.ui.servers;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import java.text.NumberFormat;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.stackdeck.ui.component.Inscription;
import org.stackdeck.ui.component.PressButton;
import org.stackdeck.ui.component.Words;

/**
 * A chip with the number of servers for each state; clicking it filters by the state. States without servers are
 * hidden, except running and off.
 */
final class StateChips extends Div {

    private final Words words;
    private final Consumer<StateGroup> pressed;
    private final NumberFormat numbers;
    private final Map<StateGroup, Chip> chips = new EnumMap<>(StateGroup.class);

    StateChips(Words words, Consumer<StateGroup> pressed) {
        this.words = words;
        this.pressed = pressed;
        numbers = NumberFormat.getIntegerInstance(words.locale());
        addClassName("chips");
        getElement().setAttribute("role", "group");
        getElement().setAttribute("aria-label", words.say("servers.chips"));
    }

    void show(ServerRows rows, GridQuery query) {
        for (StateGroup group : StateGroup.values()) {
            int count = rows.count(group);
            boolean chosen = query.states().contains(group);
            boolean shown = count > 0 || chosen || group == StateGroup.RUNNING || group == StateGroup.OFF;
            if (shown || chips.containsKey(group)) {
                chip(group).show(numbers.format(count), chosen, shown);
            }
        }
    }

    /** Chips are sorted by state. */
    private Chip chip(StateGroup group) {
        Chip known = chips.get(group);
        if (known != null) {
            return known;
        }
        Chip made = new Chip(group, words, pressed);
        chips.put(group, made);
        addComponentAtIndex(List.copyOf(chips.keySet()).indexOf(group), made.button);
        return made;
    }

    private static final class Chip {

        private final NativeButton button;
        private final Span count = new Span();

        Chip(StateGroup group, Words words, Consumer<StateGroup> pressed) {
            button = new PressButton(() -> pressed.accept(group));
            button.addClassName("chip");
            button.setTitle(words.say("servers.group." + group.word()));
            count.addClassName("count");
            String tone = group.tone().word();
            Span face = new Span();
            face.addClassName("face");
            new Inscription()
                    .icon(group.icon(), "s s-" + tone + (group == StateGroup.MOVING ? " spin" : ""))
                    .text(words.say("servers.group." + group.word()))
                    .on(face);
            button.add(face, count);
        }

        void show(String number, boolean chosen, boolean shown) {
            if (!count.getText().equals(number)) {
                count.setText(number);
            }
            button.setVisible(shown);
            button.getElement().setAttribute("aria-pressed", String.valueOf(chosen));
        }
    }
}

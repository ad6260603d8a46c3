package org.stackdeck.ui.servers;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import java.text.NumberFormat;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import org.stackdeck.ui.component.Icon;
import org.stackdeck.ui.component.Words;

/** A chip per state with its count; pressing one filters by it. States that nobody is in are not shown. */
final class StateChips extends Div {

    private final Map<StateGroup, NativeButton> chips = new EnumMap<>(StateGroup.class);
    private final Map<StateGroup, Span> counts = new EnumMap<>(StateGroup.class);
    private final NumberFormat numbers;

    StateChips(Words words, Consumer<StateGroup> pressed) {
        numbers = NumberFormat.getIntegerInstance(words.locale());
        addClassName("chips");
        getElement().setAttribute("role", "group");
        getElement().setAttribute("aria-label", words.say("servers.chips"));
        for (StateGroup group : StateGroup.values()) {
            NativeButton chip = new NativeButton();
            chip.addClassName("chip");
            chip.getElement().setAttribute("type", "button");
            Span count = new Span();
            count.addClassName("count");
            String tone = group.tone().word();
            chip.add(
                    new Icon(group.icon(), "s s-" + tone + (group == StateGroup.MOVING ? " spin" : "")),
                    new Span(words.say("servers.group." + group.word())),
                    count);
            chip.addClickListener(_ -> pressed.accept(group));
            chips.put(group, chip);
            counts.put(group, count);
            add(chip);
        }
    }

    void show(ServerRows rows, GridQuery query) {
        chips.forEach((group, chip) -> {
            int count = rows.count(group);
            boolean chosen = query.states().contains(group);
            Span shown = counts.get(group);
            String text = numbers.format(count);
            if (shown != null && !shown.getText().equals(text)) {
                shown.setText(text);
            }
            chip.setVisible(count > 0 || chosen || group == StateGroup.RUNNING || group == StateGroup.OFF);
            chip.getElement().setAttribute("aria-pressed", String.valueOf(chosen));
        });
    }
}

package org.stackdeck.ui.servers;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import java.text.NumberFormat;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.stackdeck.ui.component.InnerHtmlBuilder;
import org.stackdeck.ui.component.LightweightButton;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.servers.grid.ServerGridModel;
import org.stackdeck.ui.servers.search.ServerGridQuery;
import org.stackdeck.ui.servers.state.ServerStateGroup;

/**
 * Chips with the number of servers in each state. A click on a chip adds its state to the filter or removes it. Chips
 * without servers are hidden, except the chips for running and off, and for states in the filter.
 */
final class ServerStateFilterChips extends Div {

    private final Messages messages;
    private final Consumer<ServerStateGroup> filterListener;
    private final NumberFormat numbers;
    private final Map<ServerStateGroup, Chip> chips = new EnumMap<>(ServerStateGroup.class);

    ServerStateFilterChips(Messages messages, Consumer<ServerStateGroup> pressed) {
        this.messages = messages;
        this.filterListener = pressed;
        numbers = NumberFormat.getIntegerInstance(messages.locale());
        addClassName("chips");
        getElement().setAttribute("role", "group");
        getElement().setAttribute("aria-label", messages.text("servers.chips"));
    }

    void update(ServerGridModel model, ServerGridQuery query) {
        for (ServerStateGroup group : ServerStateGroup.values()) {
            int count = model.count(group);
            boolean chosen = query.states().contains(group);
            boolean shown = count > 0 || chosen || group == ServerStateGroup.RUNNING || group == ServerStateGroup.OFF;
            if (shown || chips.containsKey(group)) {
                chip(group).update(numbers.format(count), chosen, shown);
            }
        }
    }

    /** Returns the chip of the state. Creates a missing chip, and inserts it in the order of the states. */
    private Chip chip(ServerStateGroup group) {
        Chip known = chips.get(group);
        if (known != null) {
            return known;
        }
        Chip chip = new Chip(group, messages, filterListener);
        chips.put(group, chip);
        addComponentAtIndex(List.copyOf(chips.keySet()).indexOf(group), chip.button);
        return chip;
    }

    private static final class Chip {

        private final NativeButton button;
        private final Span count = new Span();

        Chip(ServerStateGroup group, Messages messages, Consumer<ServerStateGroup> pressed) {
            button = new LightweightButton(() -> pressed.accept(group));
            button.addClassName("chip");
            button.setTitle(messages.text("servers.group." + group.code()));
            count.addClassName("count");
            String tone = group.tone().cssClass();
            Span face = StyledElements.span("face");
            new InnerHtmlBuilder()
                    .icon(group.icon(), "s s-" + tone + (group == ServerStateGroup.MOVING ? " spin" : ""))
                    .text(messages.text("servers.group." + group.code()))
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

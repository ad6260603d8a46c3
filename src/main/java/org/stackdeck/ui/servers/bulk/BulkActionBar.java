package org.stackdeck.ui.servers.bulk;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.ui.component.Buttons;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.servers.grid.ServerRow;
import org.stackdeck.ui.servers.timeline.TimelineList;

/** Toolbar with the number of selected rows and the actions available for them. Hidden while no row is selected. */
public final class BulkActionBar extends Div {

    /** Actions that are useful for several servers. */
    static final List<ServerAction> BULK_ACTIONS = List.of(
            ServerAction.START,
            ServerAction.STOP,
            ServerAction.REBOOT,
            ServerAction.SHELVE,
            ServerAction.UNSHELVE,
            ServerAction.DELETE);

    private final Messages messages;
    private final Span count = new Span();
    private final NativeButton all;
    private final Map<ServerAction, NativeButton> buttons = new EnumMap<>(ServerAction.class);

    /**
     * @param chosen called with the selected action
     * @param everything selects all rows
     * @param nothing clears the selection
     */
    BulkActionBar(Messages messages, Consumer<ServerAction> chosen, Runnable everything, Runnable nothing) {
        this.messages = messages;
        addClassName("bulk");
        setVisible(false);
        getElement().setAttribute("role", "toolbar");
        getElement().setAttribute("aria-label", messages.text("servers.bulk.title"));
        count.addClassName("strong");
        count.getElement().setAttribute("role", "status");
        add(count);
        for (ServerAction action : BULK_ACTIONS) {
            NativeButton button = Buttons.quiet(TimelineList.actionIcon(action.code()), "");
            button.getElement().setAttribute("data-action", action.code());
            button.addClickListener(_ -> chosen.accept(action));
            buttons.put(action, button);
            add(button);
        }
        all = Buttons.quiet("check", "");
        all.addClickListener(_ -> everything.run());
        NativeButton clear = Buttons.quiet("x", messages.text("servers.bulk.clear"));
        clear.addClickListener(_ -> nothing.run());
        add(all, clear);
    }

    /** @param shown number of rows that can be selected */
    void update(List<ServerRow> picked, int shown) {
        setVisible(!picked.isEmpty());
        if (picked.isEmpty()) {
            return;
        }
        count.setText(messages.text("servers.bulk.count", picked.size()));
        buttons.forEach((action, button) -> {
            long can = picked.stream().filter(row -> row.isAvailable(action)).count();
            button.setVisible(can > 0);
            setLabel(
                    button,
                    messages.text("servers.bulk.action", messages.text("servers.action." + action.code()), can));
            button.setTitle(messages.text("servers.bulk.of", can, picked.size()));
        });
        all.setVisible(picked.size() < shown);
        setLabel(all, messages.text("servers.bulk.all", shown));
    }

    /** Sets the text of the last child, which follows the icon. */
    private static void setLabel(NativeButton button, String text) {
        button.getChildren()
                .reduce((icon, word) -> word)
                .ifPresent(word -> word.getElement().setText(text));
    }
}

package org.stackdeck.ui.servers;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.ui.component.Buttons;
import org.stackdeck.ui.component.Words;

/** Toolbar with the number of selected rows and the actions available for them. Hidden while no row is selected. */
final class BulkBar extends Div {

    /** Actions that are useful for several servers. */
    static final List<ServerAction> OFFERED = List.of(
            ServerAction.START,
            ServerAction.STOP,
            ServerAction.REBOOT,
            ServerAction.SHELVE,
            ServerAction.UNSHELVE,
            ServerAction.DELETE);

    private final Words words;
    private final Span count = new Span();
    private final NativeButton all;
    private final Map<ServerAction, NativeButton> buttons = new EnumMap<>(ServerAction.class);

    /**
     * @param chosen called with the selected action
     * @param everything selects all rows
     */
    BulkBar(Words words, Consumer<ServerAction> chosen, Runnable everything, Runnable nothing) {
        this.words = words;
        addClassName("bulk");
        setVisible(false);
        getElement().setAttribute("role", "toolbar");
        getElement().setAttribute("aria-label", words.say("servers.bulk.title"));
        count.addClassName("strong");
        count.getElement().setAttribute("role", "status");
        add(count);
        for (ServerAction action : OFFERED) {
            NativeButton button = Buttons.quiet(ActivityList.icon(action.word()), "");
            button.getElement().setAttribute("data-action", action.word());
            button.addClickListener(_ -> chosen.accept(action));
            buttons.put(action, button);
            add(button);
        }
        all = Buttons.quiet("check", "");
        all.addClickListener(_ -> everything.run());
        NativeButton clear = Buttons.quiet("x", words.say("servers.bulk.clear"));
        clear.addClickListener(_ -> nothing.run());
        add(all, clear);
    }

    /** @param shown number of rows */
    void show(List<ServerRow> picked, int shown) {
        setVisible(!picked.isEmpty());
        if (picked.isEmpty()) {
            return;
        }
        count.setText(words.say("servers.bulk.count", picked.size()));
        buttons.forEach((action, button) -> {
            long can = picked.stream().filter(row -> row.can(action)).count();
            button.setVisible(can > 0);
            say(button, words.say("servers.bulk.action", words.say("servers.action." + action.word()), can));
            button.setTitle(words.say("servers.bulk.of", can, picked.size()));
        });
        all.setVisible(picked.size() < shown);
        say(all, words.say("servers.bulk.all", shown));
    }

    /** Sets the text, which is the last child, after the icon. */
    private static void say(NativeButton button, String text) {
        button.getChildren()
                .reduce((icon, word) -> word)
                .ifPresent(word -> word.getElement().setText(text));
    }
}

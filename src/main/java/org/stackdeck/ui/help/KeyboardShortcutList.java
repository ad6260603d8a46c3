package org.stackdeck.ui.help;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;

/** Lists the keyboard shortcuts that {@code keys.js} implements. */
public final class KeyboardShortcutList extends Div {

    private static final List<List<String>> KEYS = List.of(
            List.of("commands", "Ctrl K"),
            List.of("search", "/"),
            List.of("next", "J", "↓"),
            List.of("previous", "K", "↑"),
            List.of("open", "Enter"),
            List.of("close", "Esc"),
            List.of("menu", "."),
            List.of("expand", "→"),
            List.of("collapse", "←"),
            List.of("pick", "X"),
            List.of("start", "S"),
            List.of("stop", "P"),
            List.of("reboot", "R"),
            List.of("console", "O"),
            List.of("servers", "G S"),
            List.of("operations", "G O"),
            List.of("create", "C S"),
            List.of("help", "?"));

    public KeyboardShortcutList(Messages messages) {
        addClassName("keys");
        for (List<String> line : KEYS) {
            Div keys = new Div();
            line.stream().skip(1).forEach(key -> keys.add(StyledElements.span("kbd", key)));
            add(new Span(messages.text("app.help." + line.getFirst())), keys);
        }
    }
}

package org.stackdeck.ui.layout;

import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import org.stackdeck.ui.i18n.Messages;

final class KeyboardShortcutsDialog extends Dialog {

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
            List.of("help", "?"));

    KeyboardShortcutsDialog(Messages messages) {
        setHeaderTitle(messages.text("app.help.title"));
        addClassName("help");
        Div list = new Div();
        list.addClassName("keys");
        for (List<String> line : KEYS) {
            Div keys = new Div();
            line.stream().skip(1).forEach(key -> keys.add(key(key)));
            list.add(new Span(messages.text("app.help." + line.getFirst())), keys);
        }
        add(list);
    }

    private static Span key(String text) {
        Span key = new Span(text);
        key.addClassName("kbd");
        return key;
    }
}

package org.stackdeck.ui.layout;

import com.vaadin.flow.component.UI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.stackdeck.ui.i18n.Messages;

/** Sends the browser the translations that its scripts need, such as the units of relative times. */
final class ClientScriptMessages {

    private static final List<String> KEYS = List.of(
            "app.unit.seconds",
            "app.unit.minutes",
            "app.unit.hours",
            "app.unit.days",
            "app.unit.years",
            "app.unit.minutes-seconds",
            "app.time.ago",
            "app.time.in",
            "app.time.now",
            "app.time.soon",
            "app.time.left",
            "app.time.almost",
            "app.time.longer",
            "app.connection.lost");

    private ClientScriptMessages() {}

    static void sendTo(UI ui, Messages messages) {
        Map<String, String> texts = new HashMap<>();
        for (String key : KEYS) {
            texts.put(key.substring(key.lastIndexOf('.') + 1), messages.text(key, "{0}", "{1}"));
        }
        ui.getPage()
                .executeJs(
                        "window.stackdeck = Object.assign(window.stackdeck || {}, {texts: $0, language: $1});"
                                + "document.dispatchEvent(new Event('sd-texts'))",
                        texts,
                        messages.locale().toLanguageTag());
    }
}

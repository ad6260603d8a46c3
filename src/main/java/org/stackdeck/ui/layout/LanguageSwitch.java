package org.stackdeck.ui.layout;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import org.stackdeck.ui.DisplayPreferenceService;
import org.stackdeck.ui.Language;
import org.stackdeck.ui.component.LightweightButton;
import org.stackdeck.ui.i18n.Messages;

/** Buttons that select the language. The label of each button is in the language that it selects. */
final class LanguageSwitch extends Div {

    LanguageSwitch(Messages messages, DisplayPreferenceService preferences) {
        addClassName("segments");
        getElement().setAttribute("role", "group");
        getElement().setAttribute("aria-label", messages.text("app.language"));
        for (Language language : Language.values()) {
            NativeButton button = new LightweightButton(() -> {
                preferences.setLanguage(UI.getCurrentOrThrow(), language);
                // Reload the page to translate all texts. The URL contains the state of the page.
                UI.getCurrentOrThrow().getPage().reload();
            });
            button.setText(language.shortName());
            button.getElement().setAttribute("lang", language.tag());
            button.getElement()
                    .setAttribute("aria-pressed", String.valueOf(language == Language.forLocale(messages.locale())));
            add(button);
        }
    }
}

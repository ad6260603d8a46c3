package org.stackdeck.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import org.stackdeck.ui.component.PressButton;
import org.stackdeck.ui.component.Words;

/** Buttons that select the language, each labelled in its own language. */
final class LanguageSwitch extends Div {

    LanguageSwitch(Words words, PagePreferences preferences) {
        addClassName("segments");
        getElement().setAttribute("role", "group");
        getElement().setAttribute("aria-label", words.say("app.language"));
        for (Language language : Language.values()) {
            NativeButton button = new PressButton(() -> {
                preferences.choose(UI.getCurrentOrThrow(), language);
                // The page has to be rendered again; its state is in the URL.
                UI.getCurrentOrThrow().getPage().reload();
            });
            button.setText(language.label());
            button.getElement().setAttribute("lang", language.tag());
            button.getElement().setAttribute("aria-pressed", String.valueOf(language == Language.of(words.locale())));
            add(button);
        }
    }
}

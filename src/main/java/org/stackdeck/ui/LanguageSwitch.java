package org.stackdeck.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import org.stackdeck.ui.component.PressButton;
import org.stackdeck.ui.component.Words;

/** Two buttons, each in its own language. */
final class LanguageSwitch extends Div {

    LanguageSwitch(Words words, PagePreferences preferences) {
        addClassName("segments");
        getElement().setAttribute("role", "group");
        getElement().setAttribute("aria-label", words.say("app.language"));
        for (Language language : Language.values()) {
            NativeButton button = new PressButton(() -> {
                preferences.choose(UI.getCurrentOrThrow(), language);
                // What is on the page was said in the other language; its state is in the address.
                UI.getCurrentOrThrow().getPage().reload();
            });
            button.setText(language.label());
            button.getElement().setAttribute("lang", language.tag());
            button.getElement().setAttribute("aria-pressed", String.valueOf(language == Language.of(words.locale())));
            add(button);
        }
    }
}

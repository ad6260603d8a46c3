package org.stackdeck.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import org.stackdeck.ui.component.Buttons;
import org.stackdeck.ui.component.Words;

/** Changes between light and dark, from whatever is shown now. */
final class ThemeSwitch extends Div {

    ThemeSwitch(Words words, PagePreferences preferences) {
        addClassName("theme");
        NativeButton button = Buttons.icon("sun", words.say("app.theme"));
        // Only the browser knows what is shown while the system decides.
        button.getElement()
                .addEventListener(
                        "click",
                        event -> preferences.choose(
                                UI.getCurrentOrThrow(),
                                event.getEventData().get(DARK_NOW).asBoolean() ? Theme.LIGHT : Theme.DARK))
                .addEventData(DARK_NOW);
        add(button);
    }

    private static final String DARK_NOW =
            "(s => s === 'dark' || (s !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches))"
                    + "(getComputedStyle(document.documentElement).colorScheme)";
}

package org.stackdeck.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import org.stackdeck.ui.component.Buttons;
import org.stackdeck.ui.component.Words;

/** Button that switches between light and dark, starting from the scheme that the page shows. */
final class ThemeSwitch extends Div {

    ThemeSwitch(Words words, PagePreferences preferences) {
        addClassName("theme");
        NativeButton button = Buttons.icon("sun", words.say("app.theme"));
        // With the system theme, only the browser can determine which scheme is shown.
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

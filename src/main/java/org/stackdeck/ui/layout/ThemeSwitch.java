package org.stackdeck.ui.layout;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import org.stackdeck.ui.DisplayPreferenceService;
import org.stackdeck.ui.Theme;
import org.stackdeck.ui.component.NativeButtons;
import org.stackdeck.ui.i18n.Messages;

/**
 * Button that switches between the light and the dark theme, based on the color scheme that the page currently shows.
 */
final class ThemeSwitch extends Div {

    ThemeSwitch(Messages messages, DisplayPreferenceService preferences) {
        addClassName("theme");
        NativeButton button = NativeButtons.icon("sun", messages.text("app.theme"));
        // With the system theme, only the browser can determine which scheme is shown.
        button.getElement()
                .addEventListener(
                        "click",
                        event -> preferences.setTheme(
                                UI.getCurrentOrThrow(),
                                event.getEventData().get(IS_DARK_SCRIPT).asBoolean() ? Theme.LIGHT : Theme.DARK))
                .addEventData(IS_DARK_SCRIPT);
        add(button);
    }

    private static final String IS_DARK_SCRIPT =
            "(s => s === 'dark' || (s !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches))"
                    + "(getComputedStyle(document.documentElement).colorScheme)";
}

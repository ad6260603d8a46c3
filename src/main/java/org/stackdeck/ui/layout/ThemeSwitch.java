package org.stackdeck.ui.layout;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import org.stackdeck.ui.DisplayPreferenceService;
import org.stackdeck.ui.Theme;
import org.stackdeck.ui.component.NativeButtons;
import org.stackdeck.ui.i18n.Messages;

/** Button that switches from the displayed color scheme to the other one, light or dark. */
final class ThemeSwitch extends Div {

    ThemeSwitch(Messages messages, DisplayPreferenceService preferences) {
        addClassName("theme");
        NativeButton button = NativeButtons.icon("sun", messages.text("app.theme"));
        // If the theme follows the system, only the browser can determine which scheme is displayed.
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

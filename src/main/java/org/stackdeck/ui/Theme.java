package org.stackdeck.ui;

import com.vaadin.flow.component.page.ColorScheme;
import java.util.Arrays;
import java.util.Optional;

/** Light or dark, or as the system has it, which is what a user has who never chose. */
public enum Theme {
    SYSTEM("system", ColorScheme.Value.LIGHT_DARK),
    LIGHT("light", ColorScheme.Value.LIGHT),
    DARK("dark", ColorScheme.Value.DARK);

    private final String word;
    private final ColorScheme.Value scheme;

    Theme(String word, ColorScheme.Value scheme) {
        this.word = word;
        this.scheme = scheme;
    }

    /** Its name in the cookie and with the user. */
    public String word() {
        return word;
    }

    ColorScheme.Value scheme() {
        return scheme;
    }

    public static Optional<Theme> ofWord(String word) {
        return Arrays.stream(values()).filter(t -> t.word.equals(word)).findFirst();
    }
}

package org.stackdeck.ui;

import com.vaadin.flow.component.page.ColorScheme;
import java.util.Arrays;
import java.util.Optional;

/** Color scheme of the pages. The default is the scheme of the operating system. */
public enum Theme {
    SYSTEM("system", ColorScheme.Value.LIGHT_DARK),
    LIGHT("light", ColorScheme.Value.LIGHT),
    DARK("dark", ColorScheme.Value.DARK);

    private final String code;
    private final ColorScheme.Value scheme;

    Theme(String code, ColorScheme.Value scheme) {
        this.code = code;
        this.scheme = scheme;
    }

    /** Returns the name in the cookie, in the user's preferences and in message keys. */
    public String code() {
        return code;
    }

    public ColorScheme.Value scheme() {
        return scheme;
    }

    public static Optional<Theme> fromCode(String code) {
        return Arrays.stream(values()).filter(t -> t.code.equals(code)).findFirst();
    }
}

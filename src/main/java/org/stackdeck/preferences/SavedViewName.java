package org.stackdeck.preferences;

import java.util.Locale;
import java.util.Optional;
import org.stackdeck.platform.InvisibleCharacters;

/**
 * Name of a saved view: 1 to {@value #MAX_LENGTH} characters on one line. Leading and trailing whitespace, and
 * invisible characters, are removed.
 */
public record SavedViewName(String value) {

    public static final int MAX_LENGTH = 60;

    public SavedViewName {
        value = InvisibleCharacters.removeFromName(value, MAX_LENGTH);
    }

    /** Returns empty if the text is not a valid name. */
    public static Optional<SavedViewName> parse(String text) {
        try {
            return Optional.of(new SavedViewName(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Returns the name in lower case, which is unique among the views of a user. */
    String key() {
        return value.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return value;
    }
}

package org.stackdeck.launchtemplates;

import org.stackdeck.platform.InvisibleCharacters;

/**
 * Name of a launch template: 1 to {@value #MAX_LENGTH} characters on one line. Leading and trailing whitespace,
 * and invisible characters, are removed.
 */
public record LaunchTemplateName(String value) {

    public static final int MAX_LENGTH = 100;

    public LaunchTemplateName {
        value = InvisibleCharacters.removeFromName(value, MAX_LENGTH);
    }

    /**
     * Creates a name read from the database. Earlier versions accepted names that consist of invisible characters; such
     * a name becomes {@code -}.
     */
    static LaunchTemplateName stored(String name) {
        String visible = InvisibleCharacters.remove(name);
        return new LaunchTemplateName(visible.isEmpty() ? "-" : visible);
    }

    @Override
    public String toString() {
        return value;
    }
}

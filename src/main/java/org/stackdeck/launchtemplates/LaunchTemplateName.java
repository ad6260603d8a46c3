package org.stackdeck.launchtemplates;

import org.stackdeck.platform.InvisibleCharacters;

/**
 * Name of a launch template: 1 to {@value #MAX_LENGTH} characters on one line. Leading and trailing whitespace,
 * and invisible characters, are removed.
 */
public record LaunchTemplateName(String value) {

    public static final int MAX_LENGTH = 100;

    public LaunchTemplateName {
        if (value.length() > 2 * MAX_LENGTH) {
            throw new IllegalArgumentException("the name of a launch template is too long");
        }
        if (value.codePoints().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("the name of a launch template has one line");
        }
        value = InvisibleCharacters.remove(value);
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("the name of a launch template has 1 to " + MAX_LENGTH + " characters");
        }
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

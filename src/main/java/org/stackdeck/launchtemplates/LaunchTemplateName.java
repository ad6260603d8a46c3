package org.stackdeck.launchtemplates;

/**
 * Name of a launch template: 1 to {@value #MAX_LENGTH} characters on one line. Leading and trailing whitespace is
 * removed.
 */
public record LaunchTemplateName(String value) {

    public static final int MAX_LENGTH = 100;

    public LaunchTemplateName {
        if (value.length() > 2 * MAX_LENGTH) {
            throw new IllegalArgumentException("the name of a launch template is too long");
        }
        value = value.strip();
        if (value.isEmpty()
                || value.length() > MAX_LENGTH
                || value.codePoints().anyMatch(point -> Character.isISOControl(point))) {
            throw new IllegalArgumentException(
                    "the name of a launch template has 1 to " + MAX_LENGTH + " characters on one line");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}

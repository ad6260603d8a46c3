package org.stackdeck.recipes;

/** Name of a launch template: 1 to {@value #LONGEST} characters on one line, without leading or trailing blanks. */
public record RecipeName(String value) {

    public static final int LONGEST = 100;

    public RecipeName {
        if (value.length() > 2 * LONGEST) {
            throw new IllegalArgumentException("too long for a recipe's name");
        }
        value = value.strip();
        if (value.isEmpty()
                || value.length() > LONGEST
                || value.codePoints().anyMatch(point -> Character.isISOControl(point))) {
            throw new IllegalArgumentException("a recipe's name has 1 to " + LONGEST + " characters on one line");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}

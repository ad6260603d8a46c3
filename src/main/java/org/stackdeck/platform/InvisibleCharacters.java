package org.stackdeck.platform;

import java.util.regex.Pattern;

/** Finds and removes invisible characters in texts that users write for other users. */
public final class InvisibleCharacters {

    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\\n\\t\\u200C\\u200D]]");

    private InvisibleCharacters() {}

    /**
     * Returns whether the character is a control or format character, a line or paragraph separator, or an unpaired
     * surrogate. Such a character can make a text look like another one, or reverse adjacent text.
     */
    public static boolean isInvisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }

    /**
     * Removes surrounding whitespace, and invisible characters, some of which can reverse adjacent text. Keeps line
     * feeds, tabs, and the joiners that some scripts require.
     */
    public static String remove(String text) {
        return INVISIBLE.matcher(text).replaceAll("").strip();
    }

    /**
     * Returns a name without surrounding whitespace and invisible characters.
     *
     * @throws IllegalArgumentException if the name is empty, has several lines or is longer than {@code maxLength}
     */
    public static String removeFromName(String name, int maxLength) {
        boolean readable = name.length() <= 2 * maxLength && name.codePoints().noneMatch(Character::isISOControl);
        String visible = readable ? remove(name) : "";
        if (visible.isEmpty() || visible.length() > maxLength) {
            throw new IllegalArgumentException("a name is a single line of 1 to " + maxLength + " characters");
        }
        return visible;
    }
}

package org.stackdeck.audit;

import org.jspecify.annotations.Nullable;

/**
 * Text as the trail keeps it: on one line, well-formed and no longer than its column, so that no name from outside can
 * pass for another entry, and so that what is read back has the hash of what was written.
 */
final class StoredText {

    private StoredText() {}

    /** @param length of the column in UTF-16 units, which H2 counts; MariaDB counts characters, never more of them */
    static @Nullable String optional(@Nullable String text, int length) {
        return text == null ? null : of(text, length);
    }

    static String of(String text, int length) {
        StringBuilder kept = new StringBuilder(Math.min(text.length(), length));
        for (int at = 0; at < text.length(); ) {
            int character = text.codePointAt(at);
            at += Character.charCount(character);
            int harmless = harmless(character);
            if (kept.length() + Character.charCount(harmless) > length) {
                break;
            }
            kept.appendCodePoint(harmless);
        }
        return kept.toString();
    }

    static @Nullable String optionalAscii(@Nullable String text, int length) {
        return text == null ? null : ascii(text, length);
    }

    /** The same for a column that takes ASCII only. */
    static String ascii(String text, int length) {
        return of(text, length).replaceAll("[^ -~]", "?");
    }

    /** Invisible format characters count as well: among them are those that turn the direction of reading. */
    private static int harmless(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> ' ';
            case Character.SURROGATE -> '\uFFFD';
            default -> character;
        };
    }
}

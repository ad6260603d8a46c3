package org.stackdeck.audit;

import org.jspecify.annotations.Nullable;

/**
 * Converts texts for the audit trail to a single well-formed line that fits into the column. External names therefore
 * cannot imitate another entry, and the stored text results in the same hash.
 */
final class AuditTextSanitizer {

    private AuditTextSanitizer() {}

    /**
     * Sanitizes a text that may be null.
     *
     * @param length length of the column in UTF-16 code units, which H2 counts; MariaDB and PostgreSQL count
     *     characters, whose number is never larger
     */
    static @Nullable String optional(@Nullable String text, int length) {
        return text == null ? null : sanitize(text, length);
    }

    static String sanitize(String text, int length) {
        StringBuilder kept = new StringBuilder(Math.min(text.length(), length));
        for (int at = 0; at < text.length(); ) {
            int character = text.codePointAt(at);
            at += Character.charCount(character);
            int harmless = replaceControlCharacter(character);
            if (kept.length() + Character.charCount(harmless) > length) {
                break;
            }
            kept.appendCodePoint(harmless);
        }
        return kept.toString();
    }

    static @Nullable String optionalAscii(@Nullable String text, int length) {
        return text == null ? null : sanitizeAscii(text, length);
    }

    /** Sanitizes a text for an ASCII column. Replaces other characters with question marks. */
    static String sanitizeAscii(String text, int length) {
        return sanitize(text, length).replaceAll("[^ -~]", "?");
    }

    /**
     * Replaces unpaired surrogates, control characters, and invisible format characters, some of which change the
     * reading direction.
     */
    private static int replaceControlCharacter(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> ' ';
            case Character.SURROGATE -> '\uFFFD';
            default -> character;
        };
    }
}

package org.stackdeck.platform;

import java.util.regex.Pattern;

/** Removes invisible characters from texts that users write for other users. */
public final class VisibleText {

    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\\n\\t\\u200C\\u200D]]");

    private VisibleText() {}

    /**
     * Removes surrounding whitespace, and invisible characters, some of which can reverse adjacent text. Keeps line
     * feeds, tabs, and the joiners that some scripts require.
     */
    public static String of(String text) {
        return INVISIBLE.matcher(text).replaceAll("").strip();
    }
}

package org.stackdeck.platform;

import java.util.regex.Pattern;

/** Removes invisible characters from texts that users write for others. */
public final class VisibleText {

    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\\n\\t\\u200C\\u200D]]");

    private VisibleText() {}

    /**
     * Removes surrounding spaces, and invisible characters, which can reverse adjacent text. Line breaks remain, and joiners,
     * which some scripts need.
     */
    public static String of(String text) {
        return INVISIBLE.matcher(text).replaceAll("").strip();
    }
}

package org.stackdeck.operations.detail;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Console log of a server as plain text of limited size, without terminal control sequences. The content is untrusted,
 * because software on the server controls it.
 *
 * @param text lines that end with line feeds
 * @param truncated whether earlier output may be missing
 */
public record ConsoleLog(String text, boolean truncated, Instant readAt) {

    /** Number of lines requested from the cloud. */
    public static final int MAX_LINES = 2_000;

    /** Maximum number of characters. The end of a longer log is kept. */
    static final int MAX_CHARACTERS = 256 * 1024;

    /**
     * Escape sequences (ECMA-48): control strings with their content, control sequences, and all other escape
     * sequences, including an incomplete one at the end. A control string also ends before a line feed or the next
     * escape sequence, so that the processing time is proportional to the length of the text.
     */
    private static final Pattern ESCAPE_SEQUENCES =
            Pattern.compile("(?:\\x1b[\\]PX^_]|[\\x90\\x98\\x9d-\\x9f])[^\\x07\\x1b\\x90\\x98\\x9c-\\x9f\\n]{0,4096}+"
                    + "(?:\\x07|\\x1b\\\\|\\x9c|(?=[\\n\\x1b\\x90\\x98\\x9d-\\x9f])|$)"
                    + "|(?:\\x1b\\[|\\x9b)[0-?]*[ -/]*[@-~]?"
                    + "|\\x1b[ -/]*[0-~]?");

    /**
     * Consecutive carriage returns count as one line end. A pattern that could fail after many carriage returns would
     * take quadratic time.
     */
    private static final Pattern LINE_ENDS = Pattern.compile("\\r+\\n?");

    /**
     * Control and formatting characters, such as those that change the writing direction, and unpaired surrogates.
     * Excludes line feeds and tabs.
     */
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}&&[^\\n\\t]]");

    /** Sanitizes output from a cloud, which can contain any characters. */
    public static ConsoleLog fromRaw(String raw, Instant readAt) {
        String lines = LINE_ENDS.matcher(tail(raw, 4 * MAX_CHARACTERS)).replaceAll("\n");
        String plain = INVISIBLE
                .matcher(ESCAPE_SEQUENCES.matcher(lines).replaceAll(""))
                .replaceAll("");
        String kept = tail(plain, MAX_CHARACTERS);
        boolean cut = kept.length() < plain.length()
                || raw.length() > 4 * MAX_CHARACTERS
                || lines.lines().count() >= MAX_LINES;
        return new ConsoleLog(kept, cut, readAt);
    }

    /** Returns the end of the text, starting at the beginning of a line if possible. */
    private static String tail(String text, int maxLength) {
        if (text.length() <= maxLength) {
            return text;
        }
        int from = text.length() - maxLength;
        int line = text.indexOf('\n', from);
        return text.substring(line < 0 || line == text.length() - 1 ? from : line + 1);
    }
}

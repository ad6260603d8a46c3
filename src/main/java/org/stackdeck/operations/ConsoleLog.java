package org.stackdeck.operations;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * What a server wrote to its console, as text: without what steers a terminal, and no more of it than a page can show.
 * Whoever runs the server decides what stands in it.
 *
 * @param text the lines, ended by line feeds
 * @param cut whether there is more before it
 */
public record ConsoleLog(String text, boolean cut, Instant readAt) {

    /** Lines that a cloud is asked for. */
    static final int LINES = 2_000;

    /** Characters that are kept, from the end. */
    static final int MOST = 256 * 1024;

    /**
     * Sequences that begin with an escape (ECMA-48): control strings with their content, control sequences, and all
     * others; an unfinished one at the end too.
     */
    private static final Pattern SEQUENCES = Pattern.compile(
            "(?:\\x1b[\\]PX^_]|[\\x90\\x98\\x9d-\\x9f])[^\\x07\\x1b\\x9c\\n]{0,4096}+(?:\\x07|\\x1b\\\\|\\x9c|(?=[\\n\\x1b])|$)"
                    + "|(?:\\x1b\\[|\\x9b)[0-?]*[ -/]*[@-~]?"
                    + "|\\x1b[ -/]*[0-~]?");

    private static final Pattern LINE_ENDS = Pattern.compile("\\r+\\n|\\r");

    /** Control and formatting characters, such as those that turn the direction of writing, and halves of characters. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}&&[^\\n\\t]]");

    /** Out of what a cloud told, which may be anything. */
    static ConsoleLog of(String raw, Instant readAt) {
        String lines = LINE_ENDS.matcher(raw).replaceAll("\n");
        String plain = UNSEEN.matcher(SEQUENCES.matcher(end(lines, 4 * MOST)).replaceAll(""))
                .replaceAll("");
        String kept = end(plain, MOST);
        boolean cut = kept.length() < plain.length()
                || lines.length() > 4 * MOST
                || lines.lines().count() >= LINES;
        return new ConsoleLog(kept, cut, readAt);
    }

    /** The last of it, from the beginning of a line if there is one. */
    private static String end(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int from = text.length() - most;
        int line = text.indexOf('\n', from);
        return text.substring(line < 0 || line == text.length() - 1 ? from : line + 1);
    }
}

package org.stackdeck.cloud.action;

/** Regular expressions for texts in the parameters of actions. */
final class TextPatterns {

    /**
     * A character that Nova's schemas allow: no control, format or unassigned character, and no separator except
     * spaces.
     */
    private static final String PRINTABLE = "[^\\p{C}\\p{Zl}\\p{Zp}]";

    /** A visible character: neither a space nor a Hangul filler, which is a letter without a glyph. */
    private static final String VISIBLE = "[^\\p{C}\\p{Z}\\u115F\\u1160\\u3164\\uFFA0]";

    /** One line of text that may be empty. */
    static final String TEXT = PRINTABLE + "*";

    /** One line of text with at least one visible character. */
    static final String LINE = TEXT + VISIBLE + TEXT;

    /**
     * A server tag: like {@link #LINE}, but without commas and slashes (Compute API, "Server tags"). Neither {@code .}
     * nor {@code ..} is accepted.
     */
    static final String TAG = "(?!\\.{1,2}\\z)(?!.*[,/])" + LINE;

    /**
     * A metadata key as in Nova's schema, {@code ^[a-zA-Z0-9-_:. ]{1,255}$}. Excludes {@code .}, {@code ..} and keys
     * that consist only of spaces.
     */
    static final String KEY = "(?! *\\z)(?!\\.{1,2}\\z)[A-Za-z0-9\\-_:. ]+";

    /**
     * An HTTP or HTTPS URL. Excludes loopback, unspecified and link-local addresses, because these would refer to hosts
     * of the cloud itself.
     */
    static final String URL = "https?://("
            + "(?!127\\.|0+\\.|169\\.254\\.)[0-9]{1,3}(\\.[0-9]{1,3}){3}"
            + "|\\[(?!::|0+:|[fF][eE][89aAbB])[0-9A-Fa-f:.]+]"
            // A host whose last label does not start with a letter could be an IP address in another notation.
            + "|(?!(?i:([a-z0-9-]+\\.)*localhost\\.?(:|/|$)))([A-Za-z0-9-]+\\.)*[A-Za-z][A-Za-z0-9-]*\\.?"
            + ")(:[0-9]{1,5})?(/[A-Za-z0-9._~%!$&'()*+,;=:@/-]*)?";

    private TextPatterns() {}
}

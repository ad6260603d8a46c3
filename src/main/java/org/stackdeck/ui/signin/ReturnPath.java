package org.stackdeck.ui.signin;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.util.StringUtils;

/** Where to go after signing in: a normalized path of Stackdeck, so that no link can lead elsewhere. */
record ReturnPath(String value) {

    static final ReturnPath HOME = new ReturnPath("/");

    private static final int LONGEST = 1000;
    /** Printable characters without {@code \}, which browsers take for a slash, and without a fragment. */
    private static final Pattern FORM = Pattern.compile("/[\\x21-\\x7e&&[^\\\\#]]*");

    /** What a path must not contain once it is decoded. */
    private static final Pattern NOT_NORMALIZED = Pattern.compile("//|/\\.{1,2}(?:/|$)|[\\\\;%?#\\p{Cntrl}]");

    private static final Pattern ENCODED_SEPARATOR = Pattern.compile("%2[EeFf]");

    private static final Pattern NO_URI = Pattern.compile("[\"<>^`{|}]");

    /** Pages that lead here themselves, or are no pages. */
    private static final List<String> NOT_TO = List.of(
            "/login",
            "/factor",
            "/enrol",
            "/logout",
            "/register",
            "/setup",
            "/waiting",
            "/reset",
            "/page-closed",
            "/api",
            "/error",
            "/VAADIN");

    /** What came as a parameter; {@link #HOME} when it is no path of ours. */
    static ReturnPath parse(String sent) {
        boolean ours = sent.length() <= LONGEST
                && FORM.matcher(sent).matches()
                && isNormalized(sent.split("\\?", 2)[0])
                && NOT_TO.stream()
                        .noneMatch(page ->
                                sent.equals(page) || sent.startsWith(page + "/") || sent.startsWith(page + "?"));
        return ours ? new ReturnPath(encoded(sent)) : HOME;
    }

    /** Whether neither a browser nor the server changes the path, or takes it for another host. */
    private static boolean isNormalized(String path) {
        try {
            return !ENCODED_SEPARATOR.matcher(path).find()
                    && !NOT_NORMALIZED
                            .matcher(StringUtils.uriDecode(path, StandardCharsets.UTF_8))
                            .find();
        } catch (IllegalArgumentException incompleteEscape) {
            return false;
        }
    }

    /** What may not stand in an address as it is, and what Spring takes for a place to be filled in. */
    private static String encoded(String path) {
        return NO_URI.matcher(path)
                .replaceAll(sign -> "%%%02X".formatted((int) sign.group().charAt(0)));
    }
}

package org.stackdeck.ui.signin;

import java.util.List;
import java.util.regex.Pattern;

/** Where to go after signing in: a path of this console and nothing else, so that no link can lead elsewhere. */
record ReturnPath(String value) {

    static final ReturnPath HOME = new ReturnPath("/");

    private static final int LONGEST = 1000;
    /** Neither {@code //host} nor {@code /\host}, which browsers take for another host; no control characters. */
    private static final Pattern FORM = Pattern.compile("/(?:[\\x21-\\x7e&&[^/\\\\]][\\x21-\\x7e&&[^\\\\]]*)?");

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
            "/api",
            "/error",
            "/VAADIN");

    /** What came as a parameter; {@link #HOME} when it is no path of ours. */
    static ReturnPath parse(String sent) {
        boolean ours = sent.length() <= LONGEST
                && FORM.matcher(sent).matches()
                && NOT_TO.stream()
                        .noneMatch(page ->
                                sent.equals(page) || sent.startsWith(page + "/") || sent.startsWith(page + "?"));
        return ours ? new ReturnPath(encoded(sent)) : HOME;
    }

    /** What may not stand in an address as it is, and what Spring takes for a place to be filled in. */
    private static String encoded(String path) {
        return NO_URI.matcher(path)
                .replaceAll(sign -> "%%%02X".formatted((int) sign.group().charAt(0)));
    }
}

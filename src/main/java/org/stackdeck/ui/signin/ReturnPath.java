package org.stackdeck.ui.signin;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.util.StringUtils;

/**
 * Path that the browser opens after sign-in. Always a normalized path of Stackdeck, so that links cannot redirect to
 * other sites.
 */
public record ReturnPath(String value) {

    public static final ReturnPath HOME = new ReturnPath("/");

    private static final int MAX_LENGTH = 1000;
    /** Printable ASCII characters except {@code \}, which browsers treat as a slash, and {@code #}. */
    private static final Pattern FORM = Pattern.compile("/[\\x21-\\x7e&&[^\\\\#]]*");

    /** Patterns that a decoded path must not contain. */
    private static final Pattern NOT_NORMALIZED = Pattern.compile("//|/\\.{1,2}(?:/|$)|[\\\\;%?#\\p{Cntrl}]");

    private static final Pattern ENCODED_SEPARATOR = Pattern.compile("%2[EeFf]");

    private static final Pattern NO_URI = Pattern.compile("[\"<>^`{|}]");

    /** Paths that are never opened after sign-in: pages of the sign-in process, and paths that are not pages. */
    private static final List<String> EXCLUDED_PATHS = List.of(
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

    /** Parses a request parameter; returns {@link #HOME} if it is not a valid path. */
    public static ReturnPath parse(String path) {
        boolean valid = path.length() <= MAX_LENGTH
                && FORM.matcher(path).matches()
                && isNormalized(path.split("\\?", 2)[0])
                && EXCLUDED_PATHS.stream()
                        .noneMatch(page ->
                                path.equals(page) || path.startsWith(page + "/") || path.startsWith(page + "?"));
        return valid ? new ReturnPath(encoded(path)) : HOME;
    }

    /**
     * Returns whether browsers and the server use the path unchanged, and do not interpret a part of it as another
     * host.
     */
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

    /** Encodes characters that are not allowed in a URI or that Spring interprets as template variables. */
    private static String encoded(String path) {
        return NO_URI.matcher(path)
                .replaceAll(sign -> "%%%02X".formatted((int) sign.group().charAt(0)));
    }
}

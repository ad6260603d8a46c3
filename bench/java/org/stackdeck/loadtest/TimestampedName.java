package org.stackdeck.loadtest;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Name of a server that contains the time of its renaming.
 *
 * @param originalName name before the first renaming, which is unique
 * @param renamedAt in epoch milliseconds
 */
record TimestampedName(String originalName, long renamedAt) {

    private static final Pattern FORMAT = Pattern.compile("(.*)-t(\\d{13})");

    /** Empty if the name does not contain a time. */
    static Optional<TimestampedName> parse(String name) {
        Matcher matcher = FORMAT.matcher(name);
        return matcher.matches()
                ? Optional.of(new TimestampedName(matcher.group(1), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    /** Returns the name without the time, if it contains one. */
    static String originalName(String name) {
        return parse(name).map(TimestampedName::originalName).orElse(name);
    }

    String format() {
        return originalName + "-t" + renamedAt;
    }
}

package org.stackdeck.load;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server's name that tells when it was given.
 *
 * @param server its first name, which no other server has
 * @param at in epoch milliseconds
 */
record Stamp(String server, long at) {

    private static final Pattern WRITTEN = Pattern.compile("(.*)-t(\\d{13})");

    static Optional<Stamp> of(String name) {
        Matcher written = WRITTEN.matcher(name);
        return written.matches()
                ? Optional.of(new Stamp(written.group(1), Long.parseLong(written.group(2))))
                : Optional.empty();
    }

    static String server(String name) {
        return of(name).map(Stamp::server).orElse(name);
    }

    String name() {
        return server + "-t" + at;
    }
}

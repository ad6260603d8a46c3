package org.stackdeck.audit;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Deletion of old entries, as recorded in the trail. The chain continues from the last deleted entry.
 *
 * @param entries number of deleted entries
 * @param last last deleted entry
 * @param newest time of the last deleted entry
 */
record Expiry(long entries, AuditStore.Head last, Instant newest) {

    private static final Pattern TEXT =
            Pattern.compile("entries=(\\d{1,18}) upto=(\\d{1,18}) newest=(\\S+) hash=([0-9a-f]{64})");

    String text() {
        return "entries=" + entries + " upto=" + last.sequence() + " newest=" + newest + " hash=" + last.hash();
    }

    static Optional<Expiry> parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Expiry(
                    Long.parseLong(parts.group(1)),
                    new AuditStore.Head(Long.parseLong(parts.group(2)), parts.group(4)),
                    Instant.parse(parts.group(3))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}

package org.stackdeck.audit.retention;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.stackdeck.audit.AuditStore;

/**
 * Deletion of old entries, as recorded in the trail. The chain continues from the last deleted entry.
 *
 * @param entries number of deleted entries
 * @param last last deleted entry
 * @param newest time of the last deleted entry
 */
public record AuditExpiryRecord(long entries, AuditStore.ChainHead last, Instant newest) {

    private static final Pattern TEXT =
            Pattern.compile("entries=(\\d{1,18}) upto=(\\d{1,18}) newest=(\\S+) hash=([0-9a-f]{64})");

    String text() {
        return "entries=" + entries + " upto=" + last.sequence() + " newest=" + newest + " hash=" + last.hash();
    }

    static Optional<AuditExpiryRecord> parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new AuditExpiryRecord(
                    Long.parseLong(parts.group(1)),
                    new AuditStore.ChainHead(Long.parseLong(parts.group(2)), parts.group(4)),
                    Instant.parse(parts.group(3))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}

package org.stackdeck.audit;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A removal of old entries, as the trail itself tells of it: the chain goes on from the last of them.
 *
 * @param entries how many were removed
 * @param last of them
 * @param newest when that one was written
 */
record Expiry(long entries, AuditStore.Head last, Instant newest) {

    static final String ACTION = "audit.expire";

    private static final Pattern DETAIL =
            Pattern.compile("entries=(\\d{1,18}) upto=(\\d{1,18}) newest=(\\S+) hash=([0-9a-f]{64})");

    /** Empty for an entry that tells of no removal. */
    static Optional<Expiry> told(AuditEntry entry) {
        String detail = entry.detail();
        if (!entry.action().equals(ACTION) || entry.result() != AuditEntry.Result.SUCCESS || detail == null) {
            return Optional.empty();
        }
        Matcher parts = DETAIL.matcher(detail);
        return parts.matches() ? parsed(parts) : Optional.empty();
    }

    private static Optional<Expiry> parsed(Matcher parts) {
        try {
            return Optional.of(new Expiry(
                    Long.parseLong(parts.group(1)),
                    new AuditStore.Head(Long.parseLong(parts.group(2)), parts.group(4)),
                    Instant.parse(parts.group(3))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    AuditEntry entry() {
        return entry(
                AuditEntry.Result.SUCCESS,
                "entries=" + entries + " upto=" + last.sequence() + " newest=" + newest + " hash=" + last.hash());
    }

    /** Of the console itself. */
    static AuditEntry entry(AuditEntry.Result result, String detail) {
        return new AuditEntry(null, "console", "console", "SYSTEM", ACTION, null, null, null, result, detail);
    }
}

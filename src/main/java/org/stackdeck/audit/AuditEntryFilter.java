package org.stackdeck.audit;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Filter for audit entries. All conditions must match.
 *
 * @param actorPrefix prefix of the user name; empty for any
 * @param actionPrefix prefix of the action, such as {@code server.} or {@code user.approve}; empty for any
 * @param text part of the user name, action, object or detail, ignoring case; empty for any
 * @param from earliest time, inclusive; null for no limit
 * @param until latest time, exclusive; null for no limit
 * @param results allowed results; empty for any
 */
public record AuditEntryFilter(
        String actorPrefix,
        String actionPrefix,
        String text,
        @Nullable Instant from,
        @Nullable Instant until,
        Set<AuditEntry.Result> results) {

    /** Maximum length of each text, in UTF-16 code units. */
    public static final int MAX_TEXT_LENGTH = 200;

    public static final AuditEntryFilter ALL = new AuditEntryFilter("", "", "", null, null);

    /** Trims and truncates the texts, and replaces control characters with spaces, as in stored entries. */
    public AuditEntryFilter {
        actorPrefix = truncate(actorPrefix);
        actionPrefix = truncate(actionPrefix);
        text = truncate(text);
        results = Set.copyOf(results);
    }

    /** Creates a filter that accepts any result. */
    public AuditEntryFilter(String who, String what, String text, @Nullable Instant from, @Nullable Instant until) {
        this(who, what, text, from, until, Set.of());
    }

    private static String truncate(String text) {
        String stripped = text.replaceAll("\\p{Cntrl}", " ").strip();
        return stripped.length() > MAX_TEXT_LENGTH ? stripped.substring(0, MAX_TEXT_LENGTH) : stripped;
    }
}

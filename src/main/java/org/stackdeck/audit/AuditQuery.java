package org.stackdeck.audit;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are looked for; those that fit all of it.
 *
 * @param who how the name of the user begins; empty for anybody
 * @param what how the action begins, such as {@code server.} or {@code user.approve}; empty for any
 * @param text that is somewhere in the user's name, the action, the object or the detail, in any case; empty for any
 * @param from the earliest time; null for the beginning
 * @param until the time before which it was; null for now
 * @param results one of which it must have; empty for any
 */
public record AuditQuery(
        String who,
        String what,
        String text,
        @Nullable Instant from,
        @Nullable Instant until,
        Set<AuditEntry.Result> results) {

    /** Of each text, in UTF-16 units. */
    public static final int LONGEST = 200;

    public static final AuditQuery ALL = new AuditQuery("", "", "", null, null);

    /** Leaves out what stands around a text, and what is beyond {@value #LONGEST}. */
    public AuditQuery {
        who = cut(who);
        what = cut(what);
        text = cut(text);
        results = Set.copyOf(results);
    }

    /** With any result. */
    public AuditQuery(String who, String what, String text, @Nullable Instant from, @Nullable Instant until) {
        this(who, what, text, from, until, Set.of());
    }

    private static String cut(String text) {
        String stripped = text.strip();
        return stripped.length() > LONGEST ? stripped.substring(0, LONGEST) : stripped;
    }
}

package org.stackdeck.requests;

import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.Permission;

/**
 * What someone asks for.
 *
 * @param target null for nothing definite: whoever has no access yet can only say it in words
 * @param permissions with all that they imply; none where there is no target
 * @param duration from the approval on, {@link #SHORTEST} to {@link #LONGEST}
 * @param reason 1 to {@value #LONGEST_REASON} characters (UTF-16 units), not blank; kept without what surrounds it
 */
public record Wish(@Nullable Target target, Set<Permission> permissions, Duration duration, String reason) {

    public static final Duration SHORTEST = Duration.ofHours(1);
    public static final Duration LONGEST = Duration.ofDays(30);
    public static final int LONGEST_REASON = 500;

    public Wish {
        if (reason.length() > LONGEST_REASON) {
            throw new IllegalArgumentException("a reason has at most " + LONGEST_REASON + " characters");
        }
        reason = reason.strip();
        if (reason.isEmpty()) {
            throw new IllegalArgumentException("a request needs a reason");
        }
        if (duration.compareTo(SHORTEST) < 0 || duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("access can be asked for from " + SHORTEST + " to " + LONGEST);
        }
        if ((target == null) != permissions.isEmpty()) {
            throw new IllegalArgumentException("a target needs permissions, and permissions a target");
        }
        permissions = Set.copyOf(Permission.withImplied(permissions));
    }

    public static Wish of(Target target, Collection<Permission> permissions, Duration duration, String reason) {
        return new Wish(target, Permission.withImplied(permissions), duration, reason);
    }

    /** Nothing definite. */
    public static Wish inWords(Duration duration, String reason) {
        return new Wish(null, Set.of(), duration, reason);
    }

    /** Whether both ask for the same, whatever the reason and the time; of those in words, only the words tell. */
    boolean sameAs(Wish other) {
        return target == null ? other.target == null && reason.equals(other.reason) : sameAccess(other);
    }

    private boolean sameAccess(Wish other) {
        return target != null && target.equals(other.target) && permissions.equals(other.permissions);
    }
}

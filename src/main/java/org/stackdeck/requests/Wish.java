package org.stackdeck.requests;

import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.Permission;

/**
 * Access that a user requests.
 *
 * @param target null if the user has no access yet and can only describe it in the reason
 * @param permissions including all implied ones; empty without a target
 * @param duration from the approval, {@link #SHORTEST} to {@link #LONGEST}
 * @param reason 1 to {@value #LONGEST_REASON} characters (UTF-16 units), not blank; trimmed
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

    /** Request without a target. */
    public static Wish inWords(Duration duration, String reason) {
        return new Wish(null, Set.of(), duration, reason);
    }

    /**
     * Whether both request the same access, ignoring reason and duration; without a target the reasons are compared.
     */
    boolean sameAs(Wish other) {
        return target == null ? other.target == null && reason.equals(other.reason) : sameAccess(other);
    }

    private boolean sameAccess(Wish other) {
        return target != null && target.equals(other.target) && permissions.equals(other.permissions);
    }
}

package org.stackdeck.accessrequests;

import java.time.Duration;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.Permission;
import org.stackdeck.platform.InvisibleCharacters;

/**
 * Access that a user requests.
 *
 * @param target null if the user has no access yet and can only describe the access in the reason
 * @param permissions includes all implied permissions; empty without a target
 * @param duration duration of the access from the approval, {@link #MIN_DURATION} to {@link #MAX_DURATION}
 * @param reason 1 to {@value #MAX_REASON_LENGTH} characters (UTF-16 code units), not blank; trimmed
 */
public record RequestedAccess(
        @Nullable AccessRequestTarget target, Set<Permission> permissions, Duration duration, String reason) {

    public static final Duration MIN_DURATION = Duration.ofHours(1);
    public static final Duration MAX_DURATION = Duration.ofDays(30);
    public static final int MAX_REASON_LENGTH = 500;

    public RequestedAccess {
        if (reason.length() > MAX_REASON_LENGTH) {
            throw new IllegalArgumentException("a reason has at most " + MAX_REASON_LENGTH + " characters");
        }
        reason = reason.strip();
        if (reason.isEmpty()) {
            throw new IllegalArgumentException("a request needs a reason");
        }
        if (duration.compareTo(MIN_DURATION) < 0 || duration.compareTo(MAX_DURATION) > 0) {
            throw new IllegalArgumentException("access can be requested for " + MIN_DURATION + " to " + MAX_DURATION);
        }
        if ((target == null) != permissions.isEmpty()) {
            throw new IllegalArgumentException("a target requires permissions, and permissions require a target");
        }
        permissions = Set.copyOf(Permission.withImplied(permissions));
        if (target != null && target.kind() != null) {
            Permission read = Permission.read(target.kind());
            if (!permissions.stream().allMatch(permission -> permission.toRead() == read)) {
                throw new IllegalArgumentException(
                        "permissions do not apply to " + target.kind().code());
            }
        }
    }

    public static RequestedAccess of(
            AccessRequestTarget accessRequestTarget,
            Collection<Permission> permissions,
            Duration duration,
            String reason) {
        return new RequestedAccess(
                accessRequestTarget, Permission.withImplied(permissions), duration, InvisibleCharacters.remove(reason));
    }

    public static RequestedAccess withoutTarget(Duration duration, String reason) {
        return new RequestedAccess(null, Set.of(), duration, InvisibleCharacters.remove(reason));
    }

    /**
     * Returns whether the other object requests the same access, regardless of reason and duration. Without a target,
     * the reasons must be equal.
     */
    boolean isSameAs(RequestedAccess other) {
        return Objects.equals(target, other.target)
                && permissions.equals(other.permissions)
                && (target != null || reason.equals(other.reason));
    }
}

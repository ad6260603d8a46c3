package org.stackdeck.cloud.openstack.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A Keystone token. {@link #toString} omits the secret.
 *
 * @param issued time of issue by Keystone's clock
 * @param expires time of expiry by Keystone's clock
 * @param project null if the token is unscoped
 */
public record AuthToken(
        String secret,
        Instant issued,
        Instant expires,
        String userId,
        @Nullable KeystoneProject project,
        Set<String> roles,
        ServiceCatalog catalog) {

    /**
     * Roles that Keystone's bootstrap or common services create, and that are administrator roles in no default policy.
     */
    private static final Set<String> ORDINARY_ROLES =
            Set.of("member", "_member_", "reader", "manager", "creator", "load-balancer_member", "heat_stack_owner");

    public AuthToken {
        roles = Set.copyOf(roles);
    }

    /** Returns whether none of the roles can be an administrator role. Nova ignores locks for administrators. */
    public boolean hasOnlyOrdinaryRoles() {
        return roles.stream().allMatch(role -> ORDINARY_ROLES.contains(role.toLowerCase(Locale.ROOT)));
    }

    Duration lifetime() {
        return Duration.between(issued, expires);
    }

    @Override
    public String toString() {
        return "AuthToken[" + userId + ", " + project + ", until " + expires + "]";
    }
}

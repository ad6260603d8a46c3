package org.stackdeck.cloud.openstack.identity;

import java.time.Duration;
import java.time.Instant;
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

    public AuthToken {
        roles = Set.copyOf(roles);
    }

    Duration lifetime() {
        return Duration.between(issued, expires);
    }

    @Override
    public String toString() {
        return "AuthToken[" + userId + ", " + project + ", until " + expires + "]";
    }
}

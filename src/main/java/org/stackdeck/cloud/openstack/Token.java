package org.stackdeck.cloud.openstack;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keystone's permission for a while. Prints without its secret.
 *
 * @param issued and {@code expires} by Keystone's clock
 * @param project null when unscoped
 */
record Token(
        String secret,
        Instant issued,
        Instant expires,
        String userId,
        @Nullable KeystoneProject project,
        Set<String> roles,
        Catalog catalog) {

    Token {
        roles = Set.copyOf(roles);
    }

    Duration lifetime() {
        return Duration.between(issued, expires);
    }

    @Override
    public String toString() {
        return "Token[" + userId + ", " + project + ", until " + expires + "]";
    }
}

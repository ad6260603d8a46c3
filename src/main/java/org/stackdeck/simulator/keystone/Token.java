package org.stackdeck.simulator.keystone;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keystone token.
 *
 * @param project null if unscoped
 * @param auditIds its own audit ID, then that of the first token in the chain of tokens from which it was created
 * @param credential the application credential with which it was created, or null
 */
public record Token(
        String id,
        SimulatedUser user,
        @Nullable SimulatedProject project,
        Set<Role> roles,
        List<String> methods,
        List<String> auditIds,
        Instant issued,
        Instant expires,
        @Nullable ApplicationCredential credential) {

    public boolean hasRole(Role role) {
        return roles.contains(role);
    }

    @Nullable
    public String projectName() {
        return project == null ? null : project.name();
    }

    @Override
    public String toString() {
        return "Token[" + user.name() + ", " + projectName() + "]";
    }
}

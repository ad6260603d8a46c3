package org.stackdeck.simulator.keystone;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keystone token.
 *
 * @param project null if the token is unscoped
 * @param auditIds audit ID of the token; if the token was created from another token, followed by the audit ID of the
 *     first token in the chain
 * @param credential application credential with which the token was created; null for none
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

    /** Returns a copy with the role of an administrator, with which services can access all projects. */
    public Token elevated() {
        return new Token(id, user, project, Set.of(Role.ADMIN), methods, auditIds, issued, expires, credential);
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

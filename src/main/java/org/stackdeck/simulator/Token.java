package org.stackdeck.simulator;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A token of Keystone's.
 *
 * @param project null when unscoped
 * @param auditIds its own first, then that of the token it was made from
 * @param credential the application credential it was made with, if it was
 */
record Token(
        String id,
        SimulatedUser user,
        @Nullable SimulatedProject project,
        Set<Role> roles,
        List<String> methods,
        List<String> auditIds,
        Instant issued,
        Instant expires,
        @Nullable ApplicationCredential credential) {

    boolean may(Role role) {
        return roles.contains(role);
    }

    @Nullable
    String projectName() {
        return project == null ? null : project.name();
    }

    @Override
    public String toString() {
        return "Token[" + user.name() + ", " + projectName() + "]";
    }
}

package org.stackdeck.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.identity.UserId;

/**
 * What one user may do: in this cloud and project, with this role, during this time.
 *
 * @param project null for all projects of the cloud
 * @param from null for "since ever"; inclusive
 * @param until null for "without end"; exclusive
 */
public record Grant(
        GrantId id,
        UserId subject,
        CloudName cloud,
        @Nullable ProjectId project,
        Role role,
        @Nullable Instant from,
        @Nullable Instant until) {

    public Grant {
        requireValidity(from, until);
    }

    /** Whether the moment is within its validity. */
    public boolean validAt(Instant moment) {
        return (from == null || !moment.isBefore(from)) && (until == null || moment.isBefore(until));
    }

    /** Whether the server is in its cloud and project. */
    public boolean covers(ServerFacts server) {
        return cloud.equals(server.key().cloud()) && (project == null || project.equals(server.project()));
    }

    static void requireValidity(@Nullable Instant from, @Nullable Instant until) {
        if (from != null && until != null && !from.isBefore(until)) {
            throw new IllegalArgumentException("a grant must begin before it ends");
        }
    }
}

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
        @Nullable Instant until) {}

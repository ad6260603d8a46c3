package org.stackdeck.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.HoursDocument;
import org.stackdeck.access.SelectorDocument;

/**
 * A grant, as told to administrators.
 *
 * @param user to whom, or null for a group
 * @param group to whom, or null for a user
 * @param project the one project's name, "*" for all, or null for several
 * @param projectId the one project's id, or null
 * @param projects names, or ids where the cloud does not tell the name now; "*" alone for all
 * @param projectIds none for all
 * @param role null for permissions that were given one by one
 * @param permissions with all that they imply
 */
record GrantBody(
        String id,
        @Nullable String user,
        @Nullable String group,
        String cloud,
        @Nullable String project,
        @Nullable String projectId,
        List<String> projects,
        List<String> projectIds,
        SelectorDocument servers,
        @Nullable String role,
        List<String> permissions,
        @Nullable Instant from,
        @Nullable Instant until,
        @Nullable HoursDocument hours) {}

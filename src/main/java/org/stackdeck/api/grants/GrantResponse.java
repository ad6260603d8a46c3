package org.stackdeck.api.grants;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.json.ServerSelectorJson;
import org.stackdeck.access.json.WeeklyHoursJson;

/**
 * A grant, for administrators.
 *
 * @param user grantee, or null for a group
 * @param group grantee, or null for a user
 * @param project name of a single project, "*" for all, or null for several
 * @param projectId id of a single project, or null
 * @param projects names, or ids if the names are unknown; only "*" for all
 * @param projectIds empty for all
 * @param role null for individual permissions
 * @param permissions including implied ones
 */
record GrantResponse(
        String id,
        @Nullable String user,
        @Nullable String group,
        String cloud,
        @Nullable String project,
        @Nullable String projectId,
        List<String> projects,
        List<String> projectIds,
        ServerSelectorJson servers,
        @Nullable String role,
        List<String> permissions,
        @Nullable Instant from,
        @Nullable Instant until,
        @Nullable WeeklyHoursJson hours) {}

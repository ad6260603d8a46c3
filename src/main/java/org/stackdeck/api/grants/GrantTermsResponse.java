package org.stackdeck.api.grants;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.json.ResourceSelectorJson;
import org.stackdeck.access.json.WeeklyHoursJson;

/**
 * Projects, servers, permissions and validity of a grant, as part of a response.
 *
 * @param projects names of the projects, or IDs if the names are unknown; only "*" for all
 * @param projectIds IDs of the projects; empty for all
 * @param role name of the role; null for individual permissions
 * @param permissions codes of all permissions, including implied ones
 */
public record GrantTermsResponse(
        String cloud,
        List<String> projects,
        List<String> projectIds,
        ResourceSelectorJson servers,
        @Nullable String role,
        List<String> permissions,
        @Nullable Instant from,
        @Nullable Instant until,
        @Nullable WeeklyHoursJson hours) {}

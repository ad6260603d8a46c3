package org.stackdeck.api.invitations;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.json.ServerSelectorJson;
import org.stackdeck.access.json.WeeklyHoursJson;
import org.stackdeck.api.grants.GrantRequest;

/**
 * Request body of a grant that an invitation promises; a {@link GrantRequest} without grantee.
 *
 * @param lasts duration from the registration on, as {@code P14D}; instead of {@code from} and {@code until}
 */
record PromisedGrantRequest(
        @Nullable String cloud,
        @Nullable String project,
        @Nullable List<@Nullable String> projects,
        @Nullable ServerSelectorJson servers,
        @Nullable String role,
        @Nullable List<@Nullable String> permissions,
        @Nullable String from,
        @Nullable String until,
        @Nullable String lasts,
        @Nullable WeeklyHoursJson hours) {

    GrantRequest toGrantWish() {
        return new GrantRequest(null, null, cloud, project, projects, servers, role, permissions, from, until, hours);
    }
}

package org.stackdeck.api.invitations;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.json.ResourceSelectorJson;
import org.stackdeck.access.json.WeeklyHoursJson;
import org.stackdeck.api.grants.GrantRequest;

/**
 * Request body of an invitation.
 *
 * @param invitee description of the invited user
 * @param expiresIn validity as an ISO 8601 duration such as {@code P7D} or {@code PT12H}; by default seven days
 * @param uses maximum number of registrations; by default one
 * @param groups names of the groups that invited users join
 * @param grants grants that invited users receive
 */
record InvitationRequest(
        @JsonProperty("for") @Nullable String invitee,
        @Nullable String expiresIn,
        @Nullable Integer uses,
        @Nullable List<@Nullable String> groups,
        @Nullable List<@Nullable PromisedGrantRequest> grants) {

    /**
     * Request body of a grant that invited users receive: a {@link GrantRequest} without a grantee.
     *
     * @param lasts duration from the registration, in ISO 8601 such as {@code P14D}; instead of {@code from} and {@code
     *     until}
     */
    record PromisedGrantRequest(
            @Nullable String cloud,
            @Nullable String project,
            @Nullable List<@Nullable String> projects,
            @Nullable ResourceSelectorJson servers,
            @Nullable String role,
            @Nullable List<@Nullable String> permissions,
            @Nullable String from,
            @Nullable String until,
            @Nullable String lasts,
            @Nullable WeeklyHoursJson hours) {

        GrantRequest toGrantRequest() {
            return new GrantRequest(
                    null, null, cloud, project, projects, servers, role, permissions, from, until, hours);
        }
    }
}

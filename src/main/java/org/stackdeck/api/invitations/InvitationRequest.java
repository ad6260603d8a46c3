package org.stackdeck.api.invitations;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Request body of an invitation.
 *
 * @param invitee description of the invited user
 * @param expiresIn validity, as {@code P7D} or {@code PT12H}; by default seven days
 * @param uses maximum number of registrations; by default one
 * @param groups names of the groups that invited users join
 * @param grants that invited users receive
 */
record InvitationRequest(
        @JsonProperty("for") @Nullable String invitee,
        @Nullable String expiresIn,
        @Nullable Integer uses,
        @Nullable List<@Nullable String> groups,
        @Nullable List<@Nullable PromisedGrantRequest> grants) {}

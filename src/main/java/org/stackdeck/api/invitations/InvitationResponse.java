package org.stackdeck.api.invitations;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stackdeck.api.grants.GrantTermsResponse;

/**
 * Invitation as returned to administrators. The token is returned only when the invitation is created.
 *
 * @param state "open", "used", "expired", "withdrawn", or "unvouched" if the inviter is no longer an administrator
 * @param groups names of the groups when the invitation was created
 */
record InvitationResponse(
        String id,
        @JsonProperty("for") String invitee,
        String inviter,
        String state,
        Instant created,
        Instant expires,
        int uses,
        List<InvitationUseResponse> used,
        List<String> groups,
        List<PromisedGrantResponse> grants) {

    /** @param user name of the user who accepted the invitation */
    record InvitationUseResponse(String user, Instant at) {}

    /** @param lasts duration of the grant from the registration; null if the grant is not limited by a duration */
    record PromisedGrantResponse(
            @JsonUnwrapped GrantTermsResponse terms,
            @Nullable Duration lasts) {}

    /**
     * @param token for the invited user; not stored
     * @param link URL of the registration page; only its path if {@code stackdeck.public-url} is not set and users may
     *     access Stackdeck through a proxy or from other machines
     */
    record CreatedInvitationResponse(InvitationResponse invitation, String token, String link) {

        @Override
        public String toString() {
            return "CreatedInvitationResponse[" + invitation + "]";
        }
    }
}

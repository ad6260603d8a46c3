package org.stackdeck.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.HoursDocument;
import org.stackdeck.access.SelectorDocument;

/**
 * An invitation, as told to administrators. Its token is told once, when it is made.
 *
 * @param state "open", "used", "expired", "withdrawn", or "unvouched" when its inviter is no administrator now
 * @param groups by the names they had when it was made
 */
record InvitationBody(
        String id,
        @JsonProperty("for") String invitee,
        String inviter,
        String state,
        Instant created,
        Instant expires,
        int uses,
        List<UseBody> used,
        List<String> groups,
        List<PromiseBody> grants) {

    /** @param user name of who came by it */
    record UseBody(String user, Instant at) {}

    /**
     * @param projects names, or ids where the cloud does not tell the name now; "*" alone for all
     * @param lasts how long it holds from joining
     */
    record PromiseBody(
            String cloud,
            List<String> projects,
            List<String> projectIds,
            SelectorDocument servers,
            @Nullable String role,
            List<String> permissions,
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable Duration lasts,
            @Nullable HoursDocument hours) {}

    /**
     * One that was just made.
     *
     * @param token to be handed to the one invited; kept nowhere here
     * @param link the page that it opens; the path alone if {@code stackdeck.public-url} is not set and Stackdeck listens
     *     on more than the loopback address
     */
    record Made(InvitationBody invitation, String token, String link) {

        @Override
        public String toString() {
            return "Made[" + invitation + "]";
        }
    }
}

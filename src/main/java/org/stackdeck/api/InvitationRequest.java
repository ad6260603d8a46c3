package org.stackdeck.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An invitation to be made.
 *
 * @param invitee for whom, in words
 * @param expiresIn how long it holds, as {@code P7D} or {@code PT12H}; seven days when left out
 * @param uses how many may come by it; one when left out
 * @param groups names of those that they join
 * @param grants that they get
 */
record InvitationRequest(
        @JsonProperty("for") @Nullable String invitee,
        @Nullable String expiresIn,
        @Nullable Integer uses,
        @Nullable List<@Nullable String> groups,
        @Nullable List<@Nullable PromiseWish> grants) {}

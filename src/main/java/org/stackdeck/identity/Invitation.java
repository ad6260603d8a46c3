package org.stackdeck.identity;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A way in for whoever has its token.
 *
 * @param invitee for whom, in the inviter's words; may be empty
 * @param vouched whether the inviter is an administrator now
 * @param uses how many may come by it
 * @param groups that they join, by the names they had when it was made
 * @param used by whom, oldest first
 */
public record Invitation(
        InvitationId id,
        String invitee,
        UserId inviter,
        boolean vouched,
        Instant createdAt,
        Instant expiresAt,
        int uses,
        Map<GroupId, String> groups,
        List<Use> used,
        @Nullable Instant withdrawnAt) {

    public Invitation {
        groups = Map.copyOf(groups);
        used = List.copyOf(used);
    }

    /** Who came by it. */
    public record Use(UserId user, Instant at) {}

    /** Where an invitation stands. Only OPEN ones let anyone in. */
    public enum State {
        OPEN,
        USED,
        EXPIRED,
        WITHDRAWN,
        /** The inviter is no administrator now. */
        UNVOUCHED
    }

    public State state(Instant now) {
        if (withdrawnAt != null) {
            return State.WITHDRAWN;
        }
        if (used.size() >= uses) {
            return State.USED;
        }
        if (!now.isBefore(expiresAt)) {
            return State.EXPIRED;
        }
        return vouched ? State.OPEN : State.UNVOUCHED;
    }
}

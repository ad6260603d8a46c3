package org.stackdeck.identity;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Invitation by link: anyone who has its token can create an account.
 *
 * @param invitee description of the invited person by the inviter; may be empty
 * @param vouched whether the inviter is currently an administrator
 * @param uses maximum number of accounts
 * @param groups groups that the new users join, with their names at creation
 * @param used accepted uses, oldest first
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

    /** Acceptance of the invitation by a user. */
    public record Use(UserId user, Instant at) {}

    /** State of an invitation. Only OPEN invitations can be accepted. */
    public enum State {
        OPEN,
        USED,
        EXPIRED,
        WITHDRAWN,
        /** The inviter is no longer an administrator. */
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

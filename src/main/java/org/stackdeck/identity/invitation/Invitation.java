package org.stackdeck.identity.invitation;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.group.GroupId;

/**
 * Invitation by link: anyone who has its token can create an account.
 *
 * @param invitee description of the invited person by the inviter; may be empty
 * @param uses maximum number of accounts
 * @param groups groups that the new users join, with their names when the invitation was created
 * @param acceptances oldest first
 * @param revokedAt time of revocation; null if not revoked
 */
public record Invitation(
        InvitationId id,
        String invitee,
        UserId inviter,
        boolean inviterIsAdministrator,
        Instant createdAt,
        Instant expiresAt,
        int uses,
        Map<GroupId, String> groups,
        List<InvitationUse> acceptances,
        @Nullable Instant revokedAt) {

    public Invitation {
        groups = Map.copyOf(groups);
        acceptances = List.copyOf(acceptances);
    }

    /** Acceptance of the invitation by a user. */
    public record InvitationUse(UserId user, Instant at) {}

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
        if (revokedAt != null) {
            return State.WITHDRAWN;
        }
        if (acceptances.size() >= uses) {
            return State.USED;
        }
        if (!now.isBefore(expiresAt)) {
            return State.EXPIRED;
        }
        return inviterIsAdministrator ? State.OPEN : State.UNVOUCHED;
    }
}

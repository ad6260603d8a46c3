package org.stackdeck.access;

import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.Invitation;
import org.stackdeck.identity.InvitationId;
import org.stackdeck.identity.Invitations;

/** Finds roles in grants of open invitations. Must be used within a transaction that has locked the grants. */
@Component
class OpenPromises {

    private final PromiseRepository promises;
    private final Invitations invitations;
    private final Clock clock;

    OpenPromises(PromiseRepository promises, Invitations invitations, Clock clock) {
        this.promises = promises;
        this.invitations = invitations;
        this.clock = clock;
    }

    /**
     * Whether an open invitation gives the role. Includes invitations whose inviter is no longer an administrator,
     * because they can become one again.
     */
    boolean ofRole(Caller caller, String word) {
        Set<InvitationId> naming = promises.findAllByOrderByPosition().stream()
                .filter(promise -> promise.role().equals(word))
                .map(StoredPromise::invitation)
                .collect(Collectors.toSet());
        Instant now = clock.instant();
        return !naming.isEmpty()
                && invitations.all(caller).stream()
                        .filter(invitation -> naming.contains(invitation.id()))
                        .map(invitation -> invitation.state(now))
                        .anyMatch(state -> state == Invitation.State.OPEN || state == Invitation.State.UNVOUCHED);
    }
}

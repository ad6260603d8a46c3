package org.stackdeck.access.invitation;

import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.invitation.Invitation;
import org.stackdeck.identity.invitation.InvitationAdministrationService;
import org.stackdeck.identity.invitation.InvitationId;

/** Checks whether open invitations give a role. Must be used in a transaction that has locked the grants. */
@Component
public class InvitationRoleUsageCheck {

    private final InvitationGrantRepository invitationGrantRepository;
    private final InvitationAdministrationService invitationAdministrationService;
    private final Clock clock;

    InvitationRoleUsageCheck(
            InvitationGrantRepository invitationGrantRepository,
            InvitationAdministrationService invitationAdministrationService,
            Clock clock) {
        this.invitationGrantRepository = invitationGrantRepository;
        this.invitationAdministrationService = invitationAdministrationService;
        this.clock = clock;
    }

    /**
     * Returns whether an open invitation includes the role. Also returns true if the inviter is no longer an
     * administrator, because the inviter can become one again.
     */
    public boolean isUsed(Caller caller, String roleName) {
        Set<InvitationId> invitationIds = invitationGrantRepository.findAllByOrderByPosition().stream()
                .filter(invitationGrantEntity -> invitationGrantEntity.role().equals(roleName))
                .map(InvitationGrantEntity::invitation)
                .collect(Collectors.toSet());
        Instant now = clock.instant();
        return !invitationIds.isEmpty()
                && invitationAdministrationService.list(caller).stream()
                        .filter(invitation -> invitationIds.contains(invitation.id()))
                        .map(invitation -> invitation.state(now))
                        .anyMatch(state -> state == Invitation.State.OPEN || state == Invitation.State.UNVOUCHED);
    }
}

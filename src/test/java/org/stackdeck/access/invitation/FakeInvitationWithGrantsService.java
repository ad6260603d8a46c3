package org.stackdeck.access.invitation;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.invitation.InvitationId;
import org.stackdeck.identity.invitation.InvitationService;
import org.stackdeck.identity.invitation.NewInvitation;

/** Keeps the grants of invitations in memory. */
public class FakeInvitationWithGrantsService implements InvitationWithGrantsService {

    private final Map<InvitationId, List<InvitationGrant>> promises = new ConcurrentHashMap<>();
    private final InvitationService invitationService;

    public FakeInvitationWithGrantsService(InvitationService invitationService) {
        this.invitationService = invitationService;
    }

    @Override
    public InvitationService.CreatedInvitation createInvitation(
            Caller caller, NewInvitation invitation, List<InvitationGrant> invitationGrants) {
        InvitationService.CreatedInvitation createdInvitation = invitationService.create(caller, invitation);
        promises.put(createdInvitation.invitation().id(), List.copyOf(invitationGrants));
        return createdInvitation;
    }

    @Override
    public Map<InvitationId, List<InvitationGrant>> list(Caller caller) {
        return Map.copyOf(promises);
    }
}

package org.stackdeck.access.invitation;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.invitation.InvitationAdministrationService;
import org.stackdeck.identity.invitation.InvitationId;
import org.stackdeck.identity.invitation.NewInvitation;

/** Keeps the grants of invitations in memory. */
public class FakeInvitationWithGrantsService implements InvitationWithGrantsService {

    private final Map<InvitationId, List<InvitationGrant>> promises = new ConcurrentHashMap<>();
    private final InvitationAdministrationService invitationAdministrationService;

    public FakeInvitationWithGrantsService(InvitationAdministrationService invitationAdministrationService) {
        this.invitationAdministrationService = invitationAdministrationService;
    }

    @Override
    public InvitationAdministrationService.CreatedInvitation createInvitation(
            Caller caller, NewInvitation invitation, List<InvitationGrant> invitationGrants) {
        InvitationAdministrationService.CreatedInvitation createdInvitation =
                invitationAdministrationService.create(caller, invitation);
        promises.put(createdInvitation.invitation().id(), List.copyOf(invitationGrants));
        return createdInvitation;
    }

    @Override
    public Map<InvitationId, List<InvitationGrant>> list(Caller caller) {
        return Map.copyOf(promises);
    }
}

package org.stackdeck.access;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.InvitationId;
import org.stackdeck.identity.InvitationWish;
import org.stackdeck.identity.Invitations;

/** Grants of invitations in memory. */
public class FakePromisedGrants implements PromisedGrants {

    private final Map<InvitationId, List<PromisedGrant>> promises = new ConcurrentHashMap<>();
    private final Invitations invitations;

    public FakePromisedGrants(Invitations invitations) {
        this.invitations = invitations;
    }

    @Override
    public Invitations.Made invite(Caller caller, InvitationWish wish, List<PromisedGrant> promised) {
        Invitations.Made made = invitations.make(caller, wish);
        promises.put(made.invitation().id(), List.copyOf(promised));
        return made;
    }

    @Override
    public Map<InvitationId, List<PromisedGrant>> all(Caller caller) {
        return Map.copyOf(promises);
    }
}

package org.stackdeck.identity.invitation;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.group.Group;
import org.stackdeck.identity.group.GroupId;
import org.stackdeck.identity.group.GroupService;
import org.stackdeck.identity.group.UnknownGroupException;
import org.stackdeck.identity.secret.SecretToken;

/** Keeps invitations in memory. Callers must be administrators. */
public class FakeInvitationAdministrationService implements InvitationAdministrationService {

    private final List<Invitation> invitations = new ArrayList<>();
    private final UserDirectory userDirectory;
    private final GroupService groupService;
    private final Clock clock;
    private @Nullable RuntimeException failure;

    public FakeInvitationAdministrationService(UserDirectory userDirectory, GroupService groupService, Clock clock) {
        this.userDirectory = userDirectory;
        this.groupService = groupService;
        this.clock = clock;
    }

    @Override
    public synchronized List<Invitation> list(Caller caller) {
        userDirectory.requireAdministrator(caller);
        return invitations.stream()
                .sorted(Comparator.comparing(Invitation::createdAt).reversed())
                .toList();
    }

    @Override
    public synchronized CreatedInvitation create(Caller caller, NewInvitation invitation) {
        userDirectory.requireAdministrator(caller);
        if (failure != null) {
            throw failure;
        }
        Map<GroupId, String> names = invitation.groups().stream()
                .map(id -> groupService.find(id).orElseThrow(UnknownGroupException::new))
                .collect(Collectors.toMap(Group::id, group -> group.name().value()));
        Instant now = clock.instant();
        Invitation made = new Invitation(
                new InvitationId(UUID.randomUUID()),
                invitation.invitee(),
                caller.userId(),
                true,
                now,
                now.plus(invitation.lifetime()),
                invitation.uses(),
                names,
                List.of(),
                null);
        invitations.add(made);
        return new CreatedInvitation(made, new SecretToken("t".repeat(43)));
    }

    @Override
    public synchronized void revoke(Caller caller, InvitationId id) {
        userDirectory.requireAdministrator(caller);
        change(id, was -> with(was, was.acceptances(), clock.instant()));
    }

    /** Records that the user has accepted the invitation. */
    public synchronized void use(InvitationId id, UserId user) {
        change(id, was -> {
            List<Invitation.InvitationUse> used = new ArrayList<>(was.acceptances());
            used.add(new Invitation.InvitationUse(user, clock.instant()));
            return with(was, used, was.revokedAt());
        });
    }

    /** Makes all further creations of invitations throw this exception. */
    public void failWith(RuntimeException reason) {
        failure = reason;
    }

    private void change(InvitationId id, UnaryOperator<Invitation> change) {
        for (int i = 0; i < invitations.size(); i++) {
            if (invitations.get(i).id().equals(id)) {
                invitations.set(i, change.apply(invitations.get(i)));
                return;
            }
        }
        throw new UnknownInvitationException();
    }

    private static Invitation with(Invitation was, List<Invitation.InvitationUse> used, @Nullable Instant revokedAt) {
        return new Invitation(
                was.id(),
                was.invitee(),
                was.inviter(),
                was.inviterIsAdministrator(),
                was.createdAt(),
                was.expiresAt(),
                was.uses(),
                was.groups(),
                used,
                revokedAt);
    }
}

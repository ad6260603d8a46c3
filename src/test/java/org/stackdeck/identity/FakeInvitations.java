package org.stackdeck.identity;

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

/** Invitations in memory. Checks whether the caller is an administrator. */
public class FakeInvitations implements Invitations {

    private final List<Invitation> invitations = new ArrayList<>();
    private final Directory directory;
    private final Groups groups;
    private final Clock clock;
    private @Nullable RuntimeException failure;

    public FakeInvitations(Directory directory, Groups groups, Clock clock) {
        this.directory = directory;
        this.groups = groups;
        this.clock = clock;
    }

    @Override
    public synchronized List<Invitation> all(Caller caller) {
        directory.requireAdministrator(caller);
        return invitations.stream()
                .sorted(Comparator.comparing(Invitation::createdAt).reversed())
                .toList();
    }

    @Override
    public synchronized Made make(Caller caller, InvitationWish wish) {
        directory.requireAdministrator(caller);
        if (failure != null) {
            throw failure;
        }
        Map<GroupId, String> names = wish.groups().stream()
                .map(id -> groups.find(id).orElseThrow(UnknownGroupException::new))
                .collect(Collectors.toMap(Group::id, group -> group.name().value()));
        Instant now = clock.instant();
        Invitation made = new Invitation(
                new InvitationId(UUID.randomUUID()),
                wish.invitee(),
                caller.userId(),
                true,
                now,
                now.plus(wish.lasts()),
                wish.uses(),
                names,
                List.of(),
                null);
        invitations.add(made);
        return new Made(made, new InvitationToken("t".repeat(43)));
    }

    @Override
    public synchronized void withdraw(Caller caller, InvitationId id) {
        directory.requireAdministrator(caller);
        change(id, was -> with(was, was.used(), clock.instant()));
    }

    /** Simulates the acceptance of an invitation. */
    public synchronized void use(InvitationId id, UserId user) {
        change(id, was -> {
            List<Invitation.Use> used = new ArrayList<>(was.used());
            used.add(new Invitation.Use(user, clock.instant()));
            return with(was, used, was.withdrawnAt());
        });
    }

    /** The next call fails with this exception. */
    public void refuse(RuntimeException reason) {
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

    private static Invitation with(Invitation was, List<Invitation.Use> used, @Nullable Instant withdrawnAt) {
        return new Invitation(
                was.id(),
                was.invitee(),
                was.inviter(),
                was.vouched(),
                was.createdAt(),
                was.expiresAt(),
                was.uses(),
                was.groups(),
                used,
                withdrawnAt);
    }
}

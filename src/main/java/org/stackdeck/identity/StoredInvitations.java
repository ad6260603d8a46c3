package org.stackdeck.identity;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.stackdeck.identity.AdministratorWork.Deed;

/** Manages invitations in the database. */
@Service
class StoredInvitations implements Invitations {

    private final InvitationRepository invitations;
    private final InvitationUseRepository uses;
    private final Groups groups;
    private final Directory directory;
    private final AdministratorWork work;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    StoredInvitations(
            InvitationRepository invitations,
            InvitationUseRepository uses,
            Groups groups,
            Directory directory,
            AdministratorWork work,
            ApplicationEventPublisher events,
            Clock clock) {
        this.invitations = invitations;
        this.uses = uses;
        this.groups = groups;
        this.directory = directory;
        this.work = work;
        this.events = events;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Invitation> all(Caller caller) {
        directory.requireAdministrator(caller);
        Map<InvitationId, List<StoredInvitationUse>> used =
                uses.findAllByOrderByUsedAt().stream().collect(Collectors.groupingBy(StoredInvitationUse::invitation));
        List<StoredInvitation> all = invitations.findAllByOrderByCreatedAtDescIdAsc();
        Set<UserId> vouching = vouching(all);
        return all.stream()
                .map(stored -> stored.toInvitation(
                        vouching.contains(stored.inviter()), used.getOrDefault(stored.id(), List.of())))
                .toList();
    }

    @Override
    public Made make(Caller caller, InvitationWish wish) {
        Deed deed = new Deed(caller, "invitation.create", "invitation", null, wish.invitee());
        return work.perform(deed, () -> {
            Map<GroupId, String> names =
                    wish.groups().stream().collect(Collectors.toMap(Function.identity(), this::nameOf));
            InvitationToken token = new InvitationToken(Secrets.token());
            StoredInvitation stored =
                    invitations.saveAndFlush(new StoredInvitation(token, wish, names, caller.userId(), now()));
            Invitation made = stored.toInvitation(true, List.of());
            work.done(
                    deed.on(made.id().toString(), wish.invitee()),
                    "until=" + made.expiresAt() + " uses=" + made.uses() + " groups="
                            + names.values().stream().sorted().toList());
            events.publishEvent(new InvitationsChanged());
            return new Made(made, token);
        });
    }

    @Override
    public void withdraw(Caller caller, InvitationId id) {
        Deed deed = new Deed(caller, "invitation.withdraw", "invitation", id.toString(), null);
        work.perform(deed, () -> {
            StoredInvitation stored = invitations.findById(id.value()).orElseThrow(UnknownInvitationException::new);
            if (!stored.withdrawn()) {
                stored.withdraw(now());
                work.done(deed.on(id.toString(), stored.invitee()), null);
                events.publishEvent(new InvitationsChanged());
            }
            return stored;
        });
    }

    private Set<UserId> vouching(List<StoredInvitation> all) {
        return all.stream()
                .map(StoredInvitation::inviter)
                .distinct()
                .filter(inviter ->
                        directory.find(inviter).filter(User::administrator).isPresent())
                .collect(Collectors.toSet());
    }

    private String nameOf(GroupId group) {
        return groups.find(group).orElseThrow(UnknownGroupException::new).name().value();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}

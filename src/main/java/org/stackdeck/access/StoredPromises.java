package org.stackdeck.access;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.identity.AdministratorWork;
import org.stackdeck.identity.AdministratorWork.Deed;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.Directory;
import org.stackdeck.identity.Invitation;
import org.stackdeck.identity.InvitationId;
import org.stackdeck.identity.InvitationUsed;
import org.stackdeck.identity.InvitationWish;
import org.stackdeck.identity.Invitations;

/** Stores the grants of invitations in the database until the invitations are accepted. */
@Service
class StoredPromises implements PromisedGrants {

    private final PromiseRepository promises;
    private final GrantRepository grantRows;
    private final Grants grants;
    private final Roles roles;
    private final Invitations invitations;
    private final Directory directory;
    private final AdministratorWork work;
    private final AuditTrail trail;
    private final Clock clock;
    private final TransactionTemplate transaction;

    StoredPromises(
            PromiseRepository promises,
            GrantRepository grantRows,
            Grants grants,
            Roles roles,
            Invitations invitations,
            Directory directory,
            AdministratorWork work,
            AuditTrail trail,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.promises = promises;
        this.grantRows = grantRows;
        this.grants = grants;
        this.roles = roles;
        this.invitations = invitations;
        this.directory = directory;
        this.work = work;
        this.trail = trail;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public Invitations.Made invite(Caller caller, InvitationWish wish, List<PromisedGrant> promised) {
        if (promised.size() > MOST) {
            throw new IllegalArgumentException("an invitation promises at most " + MOST + " grants");
        }
        return transaction.execute(_ -> {
            Invitations.Made made = invitations.make(caller, wish);
            List<PromisedGrant> each = promised.stream().distinct().toList();
            for (int position = 0; position < each.size(); position++) {
                promise(caller, made.invitation(), each.get(position), position);
            }
            return made;
        });
    }

    @Override
    @Transactional(readOnly = true)
    public Map<InvitationId, List<PromisedGrant>> all(Caller caller) {
        directory.requireAdministrator(caller);
        return promises.findAllByOrderByPosition().stream()
                .collect(Collectors.groupingBy(
                        StoredPromise::invitation,
                        Collectors.mapping(stored -> stored.toPromised(this::role), Collectors.toList())));
    }

    @EventListener
    void on(InvitationUsed used) {
        List<StoredPromise> stored =
                promises.findByInvitationIdOrderByPosition(used.invitation().value());
        if (stored.isEmpty()) {
            return;
        }
        // Lock, so that no role is deleted between the check and the creation of the grant.
        grantRows.lock();
        Instant now = clock.instant();
        for (StoredPromise promise : stored) {
            PromisedGrant promised = promise.toPromised(this::role);
            Terms terms = promised.since(now);
            Optional<String> hindrance = hindrance(terms, now);
            if (hindrance.isEmpty()) {
                grants.give(used.inviter(), Grantee.of(used.user()), terms);
            } else {
                trail.record(leftOut(used, GrantWords.of(promised) + ": " + hindrance.get()));
            }
        }
    }

    private void promise(Caller caller, Invitation invitation, PromisedGrant promised, int position) {
        Role role = promised.terms().role();
        // Lock, so that no role is deleted between the check and the creation of the invitation.
        grantRows.lock();
        if (role.named() && roles.find(role.word()).isEmpty()) {
            throw new UnknownRoleException(role.word());
        }
        promises.save(new StoredPromise(invitation.id(), position, promised));
        String id = invitation.id().toString();
        Deed deed = new Deed(caller, "invitation.promise", "invitation", id, invitation.invitee());
        work.done(deed, GrantWords.of(promised));
    }

    private Optional<String> hindrance(Terms terms, Instant now) {
        if (terms.role().named() && roles.find(terms.role().word()).isEmpty()) {
            return Optional.of("the role is gone");
        }
        return terms.endedAt(now) ? Optional.of("it is over already") : Optional.empty();
    }

    /** A deleted role gives no permissions. */
    private Role role(String word) {
        return roles.find(word).orElseGet(() -> new Role(word, Set.of()));
    }

    private static AuditEntry leftOut(InvitationUsed used, String what) {
        Caller giver = used.inviter();
        return new AuditEntry(
                giver.userId().toString(),
                giver.userName().value(),
                giver.source(),
                giver.channel().name(),
                "invitation.leave-out",
                "invitation",
                used.invitation().toString(),
                used.invitee(),
                AuditEntry.Result.FAILED,
                what);
    }
}

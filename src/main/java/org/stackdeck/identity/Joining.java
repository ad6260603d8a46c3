package org.stackdeck.identity;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.identity.InvalidInputException.Field;
import org.stackdeck.identity.InvalidInputException.Problem;

/** Creates accounts for users who accept an invitation, with its groups and grants, in one transaction. */
@Service
public class Joining {

    private final InvitationRepository invitations;
    private final InvitationUseRepository uses;
    private final AccountRepository accounts;
    private final GroupRepository groupRows;
    private final Groups groups;
    private final RegistrationPolicy policy;
    private final Passwords passwords;
    private final Throttle throttle;
    private final JoiningAudit audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Joining(
            InvitationRepository invitations,
            InvitationUseRepository uses,
            AccountRepository accounts,
            GroupRepository groupRows,
            Groups groups,
            RegistrationPolicy policy,
            Passwords passwords,
            Throttle throttle,
            JoiningAudit audit,
            ApplicationEventPublisher events,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.invitations = invitations;
        this.uses = uses;
        this.accounts = accounts;
        this.groupRows = groupRows;
        this.groups = groups;
        this.policy = policy;
        this.passwords = passwords;
        this.throttle = throttle;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Name of the inviter, for the user who opens the link.
     *
     * @throws InvitationVoidException if the invitation is not valid
     * @throws TooManyAttemptsException after too many invalid tokens from the address
     */
    public String inviter(String token, String source) {
        try {
            StoredInvitation invitation = holding(token);
            return vouching(accounts.findById(invitation.inviter().value()), invitation)
                    .toUser()
                    .displayName();
        } catch (InvitationVoidException refusal) {
            throttle.wrongInvitation(source);
            throw refusal;
        }
    }

    /**
     * Creates an active account with the groups and grants of the invitation. Groups and grants that can no longer be
     * given are skipped and audited.
     *
     * @param displayName shown to other users; the user name if blank
     * @throws RegistrationRefusedException if registration is closed
     * @throws InvitationVoidException if the invitation is not valid
     * @throws InvalidInputException if the name or the password is invalid, or the name is taken
     * @throws TooManyAttemptsException after too many invalid invitations from the address, or too many taken names
     */
    public User join(
            String token,
            String typedName,
            String displayName,
            String password,
            String source,
            Caller.Channel channel) {
        Visitor visitor = new Visitor(source, channel);
        try {
            requireOpen();
            StoredInvitation invitation = holding(token);
            // Checked before the name is looked up, so that the holder of an invalid invitation learns nothing.
            vouching(accounts.findById(invitation.inviter().value()), invitation);
            NewAccount wish = NewAccount.check(typedName, displayName, password);
            requireFree(wish, invitation, visitor);
            String hash = passwords.hash(password);
            return join(invitation, wish, hash, visitor);
        } catch (InvitationVoidException refusal) {
            // Only failures count: tokens cannot be guessed, and other users of the address must not block the holder.
            throttle.wrongInvitation(source);
            audit.refused(visitor, refusal.invitation(), refusal.reason());
            throw refusal;
        } catch (RegistrationRefusedException refusal) {
            throttle.registration(source);
            audit.refused(visitor, null, String.valueOf(refusal.getMessage()));
            throw refusal;
        }
    }

    private void requireOpen() {
        RegistrationPolicy.Mode mode = policy.mode();
        if (mode == RegistrationPolicy.Mode.CLOSED) {
            throw new RegistrationRefusedException(mode);
        }
    }

    private StoredInvitation holding(String token) {
        StoredInvitation invitation = InvitationToken.parse(token)
                .flatMap(parsed -> invitations.findByTokenHash(Secrets.digest(parsed.value())))
                .orElseThrow(() -> new InvitationVoidException(null, "no such invitation"));
        invitation.requireHolding(clock.instant());
        return invitation;
    }

    private static Account vouching(Optional<Account> inviter, StoredInvitation invitation) {
        return inviter.filter(Account::administrator)
                .orElseThrow(() -> new InvitationVoidException(invitation, "its inviter is no administrator"));
    }

    /**
     * Reports to the holder that the name is taken, so that they can choose another one. The number of such attempts is
     * limited.
     */
    private void requireFree(NewAccount wish, StoredInvitation invitation, Visitor visitor) {
        Throttle.Attempt attempt = throttle.takenName(invitation.id());
        if (accounts.findByName(wish.name().value()).isPresent()) {
            throw taken(invitation, visitor);
        }
        attempt.giveBack();
    }

    private InvalidInputException taken(StoredInvitation invitation, Visitor visitor) {
        audit.refused(visitor, invitation, "the name is taken");
        return new InvalidInputException(Map.of(Field.NAME, Problem.NAME_TAKEN));
    }

    private User join(StoredInvitation invitation, NewAccount wish, String hash, Visitor visitor) {
        try {
            return transaction.execute(_ -> store(invitation, wish, hash, visitor));
        } catch (DataIntegrityViolationException e) {
            if (accounts.findByName(wish.name().value()).isEmpty()) {
                throw e;
            }
            throw taken(invitation, visitor);
        }
    }

    private User store(StoredInvitation invitation, NewAccount wish, String hash, Visitor visitor) {
        // Locks in the same order as changes of groups, which then wait for the members' accounts.
        groupRows.lock();
        User inviter = vouching(accounts.hold(invitation.inviter().value()), invitation)
                .toUser();
        requireOpen();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (invitations.spend(invitation.id().value(), now) == 0) {
            throw new InvitationVoidException(invitation, "used or withdrawn at the same moment");
        }
        Account account = accounts.saveAndFlush(
                new Account(wish.name(), wish.displayName(), User.State.ACTIVE, User.Role.MEMBER, hash, now));
        User user = account.toUser();
        uses.save(new StoredInvitationUse(user.id(), invitation.id(), now));
        audit.joined(visitor, invitation, user, inviter);
        Caller giver = new Caller(inviter.id(), inviter.name(), "invitation " + invitation.id(), Caller.Channel.SYSTEM);
        enter(invitation, user.id(), giver);
        events.publishEvent(new InvitationUsed(invitation.id(), invitation.invitee(), user.id(), giver));
        events.publishEvent(new UserChanged(user.id()));
        events.publishEvent(new InvitationsChanged());
        return user;
    }

    private void enter(StoredInvitation invitation, UserId user, Caller giver) {
        invitation.groups().forEach((id, name) -> {
            Optional<Group> group = groups.find(id);
            group.ifPresent(found -> groups.edit(giver, id, found.name(), Set.of(user), Set.of()));
            if (group.isEmpty()) {
                audit.leftOut(invitation, giver, name);
            }
        });
    }
}

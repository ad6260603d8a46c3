package org.stackdeck.identity.invitation;

import java.time.Clock;
import java.time.Instant;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserChanged;
import org.stackdeck.identity.account.AccountEntity;
import org.stackdeck.identity.account.AccountRepository;
import org.stackdeck.identity.account.AnonymousClient;
import org.stackdeck.identity.account.NewAccount;
import org.stackdeck.identity.registration.RegistrationPolicyService;

/** Creates the account of a user who accepts an invitation, with its groups and grants, in one transaction. */
@Component
class InvitedAccountCreator {

    private final InvitationRepository invitations;
    private final InvitationUseRepository uses;
    private final AccountRepository accounts;
    private final InvitationGroupAssigner groups;
    private final RegistrationPolicyService policy;
    private final InvitationUseAuditRecorder recorder;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    InvitedAccountCreator(
            InvitationRepository invitations,
            InvitationUseRepository uses,
            AccountRepository accounts,
            InvitationGroupAssigner groups,
            RegistrationPolicyService policy,
            InvitationUseAuditRecorder recorder,
            ApplicationEventPublisher events,
            Clock clock) {
        this.invitations = invitations;
        this.uses = uses;
        this.accounts = accounts;
        this.groups = groups;
        this.policy = policy;
        this.recorder = recorder;
        this.events = events;
        this.clock = clock;
    }

    /**
     * @throws InvalidInvitationException if the invitation is no longer valid
     * @throws org.stackdeck.identity.registration.RegistrationNotAllowedException if registration is closed
     * @throws org.springframework.dao.DataIntegrityViolationException if the name is taken
     */
    @Transactional
    public User create(
            InvitationEntity invitationEntity, NewAccount newAccount, String hash, AnonymousClient anonymousClient) {
        // Lock the groups before the accounts, in the same order as changes to groups, to prevent deadlocks.
        groups.lock();
        User inviter = invitationEntity
                .requireAdministrator(
                        accounts.lockById(invitationEntity.inviter().value()))
                .toUser();
        policy.requireInvitationsAllowed();
        Instant now = clock.instant();
        if (invitations.countUse(invitationEntity.id().value(), now) == 0) {
            throw new InvalidInvitationException(invitationEntity, "invitation-used-concurrently");
        }
        AccountEntity accountEntity = accounts.saveAndFlush(new AccountEntity(
                newAccount.name(), newAccount.displayName(), User.State.ACTIVE, User.Role.MEMBER, hash, now));
        User user = accountEntity.toUser();
        uses.save(new InvitationUseEntity(user.id(), invitationEntity.id(), now));
        recorder.recordAcceptance(anonymousClient, invitationEntity, user, inviter);
        Caller inviterAsCaller =
                new Caller(inviter.id(), inviter.name(), "invitation " + invitationEntity.id(), Caller.Channel.SYSTEM);
        groups.join(invitationEntity, user.id(), inviterAsCaller);
        events.publishEvent(
                new InvitationUsed(invitationEntity.id(), invitationEntity.invitee(), user.id(), inviterAsCaller));
        events.publishEvent(new UserChanged(user.id()));
        events.publishEvent(new InvitationsChanged());
        return user;
    }
}

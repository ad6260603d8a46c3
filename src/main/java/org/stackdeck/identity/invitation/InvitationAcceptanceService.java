package org.stackdeck.identity.invitation;

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
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.InvalidInputException;
import org.stackdeck.identity.InvalidInputException.InputField;
import org.stackdeck.identity.InvalidInputException.InputProblem;
import org.stackdeck.identity.TooManyAttemptsException;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserChanged;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.account.AccountEntity;
import org.stackdeck.identity.account.AccountRepository;
import org.stackdeck.identity.account.AnonymousClient;
import org.stackdeck.identity.account.NewAccount;
import org.stackdeck.identity.group.Group;
import org.stackdeck.identity.group.GroupRepository;
import org.stackdeck.identity.group.GroupService;
import org.stackdeck.identity.password.PasswordHasher;
import org.stackdeck.identity.registration.RegistrationPolicy;
import org.stackdeck.identity.registration.RegistrationRefusedException;
import org.stackdeck.identity.secret.SecretToken;
import org.stackdeck.identity.signin.AttemptPermit;
import org.stackdeck.identity.signin.AttemptThrottle;

/** Creates accounts for users who accept an invitation, with its groups and grants, in one transaction. */
@Service
public class InvitationAcceptanceService {

    private final InvitationRepository invitations;
    private final InvitationUseRepository uses;
    private final AccountRepository accounts;
    private final GroupRepository groupRows;
    private final GroupService groupService;
    private final RegistrationPolicy policy;
    private final PasswordHasher passwordHasher;
    private final AttemptThrottle attemptThrottle;
    private final InvitationAuditRecorder recorder;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final TransactionTemplate transaction;

    InvitationAcceptanceService(
            InvitationRepository invitations,
            InvitationUseRepository uses,
            AccountRepository accounts,
            GroupRepository groupRows,
            GroupService groupService,
            RegistrationPolicy policy,
            PasswordHasher passwordHasher,
            AttemptThrottle attemptThrottle,
            InvitationAuditRecorder recorder,
            ApplicationEventPublisher events,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.invitations = invitations;
        this.uses = uses;
        this.accounts = accounts;
        this.groupRows = groupRows;
        this.groupService = groupService;
        this.policy = policy;
        this.passwordHasher = passwordHasher;
        this.attemptThrottle = attemptThrottle;
        this.recorder = recorder;
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
    public String findInviterName(String token, String source) {
        try {
            InvitationEntity invitationEntity = requireValid(token);
            return requireAdministrator(
                            accounts.findById(invitationEntity.inviter().value()), invitationEntity)
                    .toUser()
                    .displayName();
        } catch (InvitationVoidException refusal) {
            attemptThrottle.recordWrongInvitation(source);
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
    public User accept(
            String token,
            String typedName,
            String displayName,
            String password,
            String source,
            Caller.Channel channel) {
        AnonymousClient anonymousClient = new AnonymousClient(source, channel);
        try {
            requireInvitationsAllowed();
            InvitationEntity invitationEntity = requireValid(token);
            // Checked before the name is looked up, so that an invalid invitation does not reveal which names exist.
            requireAdministrator(accounts.findById(invitationEntity.inviter().value()), invitationEntity);
            NewAccount newAccount = NewAccount.validate(typedName, displayName, password);
            requireNameAvailable(newAccount, invitationEntity, anonymousClient);
            String hash = passwordHasher.hash(
                    password,
                    PasswordHasher.Requester.holder(invitationEntity.id().toString()));
            return accept(invitationEntity, newAccount, hash, anonymousClient);
        } catch (InvitationVoidException refusal) {
            // Only failures count: tokens cannot be guessed, and other users of the address must not block the holder.
            attemptThrottle.recordWrongInvitation(source);
            recorder.recordRefusal(anonymousClient, refusal.invitation(), refusal.reason());
            throw refusal;
        } catch (RegistrationRefusedException refusal) {
            attemptThrottle.recordRegistration(source);
            recorder.recordRefusal(anonymousClient, null, String.valueOf(refusal.getMessage()));
            throw refusal;
        }
    }

    private void requireInvitationsAllowed() {
        RegistrationPolicy.Mode mode = policy.mode();
        if (mode == RegistrationPolicy.Mode.CLOSED) {
            throw new RegistrationRefusedException(mode);
        }
    }

    private InvitationEntity requireValid(String token) {
        InvitationEntity invitationEntity = SecretToken.parse(token)
                .flatMap(parsed -> invitations.findByTokenHash(parsed.digest()))
                .orElseThrow(() -> new InvitationVoidException(null, "no such invitation"));
        invitationEntity.requireValid(clock.instant());
        return invitationEntity;
    }

    private static AccountEntity requireAdministrator(
            Optional<AccountEntity> inviter, InvitationEntity invitationEntity) {
        return inviter.filter(AccountEntity::isAdministrator)
                .orElseThrow(() -> new InvitationVoidException(invitationEntity, "its inviter is no administrator"));
    }

    /**
     * Reports a taken name to the holder of the invitation, who can then choose another name. The number of such
     * attempts is limited.
     */
    private void requireNameAvailable(
            NewAccount newAccount, InvitationEntity invitationEntity, AnonymousClient anonymousClient) {
        AttemptPermit attemptPermit = attemptThrottle.takenNameAttempt(invitationEntity.id());
        if (accounts.findByName(newAccount.name().value()).isPresent()) {
            throw nameTaken(invitationEntity, anonymousClient);
        }
        attemptPermit.refund();
    }

    private InvalidInputException nameTaken(InvitationEntity invitationEntity, AnonymousClient anonymousClient) {
        recorder.recordRefusal(anonymousClient, invitationEntity, "the name is taken");
        return new InvalidInputException(Map.of(InputField.NAME, InputProblem.NAME_TAKEN));
    }

    private User accept(
            InvitationEntity invitationEntity, NewAccount newAccount, String hash, AnonymousClient anonymousClient) {
        try {
            return transaction.execute(_ -> store(invitationEntity, newAccount, hash, anonymousClient));
        } catch (DataIntegrityViolationException e) {
            if (accounts.findByName(newAccount.name().value()).isEmpty()) {
                throw e;
            }
            throw nameTaken(invitationEntity, anonymousClient);
        }
    }

    private User store(
            InvitationEntity invitationEntity, NewAccount newAccount, String hash, AnonymousClient anonymousClient) {
        // Lock the groups before the accounts, in the same order as changes of groups, to prevent deadlocks.
        groupRows.lock();
        User inviter = requireAdministrator(
                        accounts.hold(invitationEntity.inviter().value()), invitationEntity)
                .toUser();
        requireInvitationsAllowed();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        if (invitations.spend(invitationEntity.id().value(), now) == 0) {
            throw new InvitationVoidException(invitationEntity, "used or withdrawn at the same moment");
        }
        AccountEntity accountEntity = accounts.saveAndFlush(new AccountEntity(
                newAccount.name(), newAccount.displayName(), User.State.ACTIVE, User.Role.MEMBER, hash, now));
        User user = accountEntity.toUser();
        uses.save(new InvitationUseEntity(user.id(), invitationEntity.id(), now));
        recorder.recordAcceptance(anonymousClient, invitationEntity, user, inviter);
        Caller giver =
                new Caller(inviter.id(), inviter.name(), "invitation " + invitationEntity.id(), Caller.Channel.SYSTEM);
        joinGroups(invitationEntity, user.id(), giver);
        events.publishEvent(new InvitationUsed(invitationEntity.id(), invitationEntity.invitee(), user.id(), giver));
        events.publishEvent(new UserChanged(user.id()));
        events.publishEvent(new InvitationsChanged());
        return user;
    }

    private void joinGroups(InvitationEntity invitationEntity, UserId user, Caller giver) {
        invitationEntity.groups().forEach((id, name) -> {
            Optional<Group> group = groupService.find(id);
            group.ifPresent(found -> groupService.update(giver, id, found.name(), Set.of(user), Set.of()));
            if (group.isEmpty()) {
                recorder.recordSkippedGroup(invitationEntity, giver, name);
            }
        });
    }
}

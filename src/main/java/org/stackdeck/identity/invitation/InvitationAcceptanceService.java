package org.stackdeck.identity.invitation;

import java.time.Clock;
import java.util.Map;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.stackdeck.audit.AuditDetail;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.InvalidInputException;
import org.stackdeck.identity.InvalidInputException.InputField;
import org.stackdeck.identity.InvalidInputException.InputProblem;
import org.stackdeck.identity.TooManyAttemptsException;
import org.stackdeck.identity.User;
import org.stackdeck.identity.account.AccountRepository;
import org.stackdeck.identity.account.AnonymousClient;
import org.stackdeck.identity.account.NewAccount;
import org.stackdeck.identity.password.PasswordHasher;
import org.stackdeck.identity.registration.RegistrationNotAllowedException;
import org.stackdeck.identity.registration.RegistrationPolicyService;
import org.stackdeck.identity.secret.SecretToken;
import org.stackdeck.identity.signin.AttemptPermit;
import org.stackdeck.identity.signin.AttemptThrottle;

/**
 * Creates accounts for users who accept an invitation. The account, its group memberships and its grants are created in
 * one transaction.
 */
@Service
public class InvitationAcceptanceService {

    private final InvitationRepository invitations;
    private final AccountRepository accounts;
    private final InvitedAccountCreator creator;
    private final RegistrationPolicyService policy;
    private final PasswordHasher passwordHasher;
    private final AttemptThrottle attemptThrottle;
    private final InvitationUseAuditRecorder recorder;
    private final Clock clock;

    InvitationAcceptanceService(
            InvitationRepository invitations,
            AccountRepository accounts,
            InvitedAccountCreator creator,
            RegistrationPolicyService policy,
            PasswordHasher passwordHasher,
            AttemptThrottle attemptThrottle,
            InvitationUseAuditRecorder recorder,
            Clock clock) {
        this.invitations = invitations;
        this.accounts = accounts;
        this.creator = creator;
        this.policy = policy;
        this.passwordHasher = passwordHasher;
        this.attemptThrottle = attemptThrottle;
        this.recorder = recorder;
        this.clock = clock;
    }

    /**
     * Returns the display name of the inviter, to be shown to the user who opens the link.
     *
     * @throws InvalidInvitationException if the invitation is not valid
     * @throws TooManyAttemptsException after too many invalid tokens from the address
     */
    public String findInviterName(String token, String source) {
        try {
            InvitationEntity invitationEntity = requireValid(token);
            return invitationEntity
                    .requireAdministrator(
                            accounts.findById(invitationEntity.inviter().value()))
                    .toUser()
                    .displayName();
        } catch (InvalidInvitationException refusal) {
            attemptThrottle.recordWrongInvitation(source);
            throw refusal;
        }
    }

    /**
     * Creates an active account with the groups and grants of the invitation. Groups and grants that can no longer be
     * given are skipped and audited.
     *
     * @param displayName shown to other users; the user name if blank
     * @throws RegistrationNotAllowedException if registration is closed
     * @throws InvalidInvitationException if the invitation is not valid
     * @throws InvalidInputException if the name, the display name or the password is invalid, or the name is taken
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
            policy.requireInvitationsAllowed();
            InvitationEntity invitationEntity = requireValid(token);
            // Checked before the name is looked up, so that an invalid invitation does not reveal which names exist.
            invitationEntity.requireAdministrator(
                    accounts.findById(invitationEntity.inviter().value()));
            NewAccount newAccount = NewAccount.validate(typedName, displayName, password);
            requireNameAvailable(newAccount, invitationEntity, anonymousClient);
            String hash = passwordHasher.hash(
                    password,
                    PasswordHasher.Requester.holder(invitationEntity.id().toString()));
            return accept(invitationEntity, newAccount, hash, anonymousClient);
        } catch (InvalidInvitationException refusal) {
            // Only failures count: tokens cannot be guessed, and other users of the address must not block the holder.
            attemptThrottle.recordWrongInvitation(source);
            recorder.recordRefusal(anonymousClient, refusal.invitation(), AuditDetail.ofReason(refusal.reason()));
            throw refusal;
        } catch (RegistrationNotAllowedException refusal) {
            attemptThrottle.recordRegistration(source);
            recorder.recordRefusal(anonymousClient, null, refusal.auditDetail());
            throw refusal;
        }
    }

    private InvitationEntity requireValid(String token) {
        InvitationEntity invitationEntity = SecretToken.parse(token)
                .flatMap(parsed -> invitations.findByTokenHash(parsed.digest()))
                .orElseThrow(() -> new InvalidInvitationException(null, "no-such-invitation"));
        invitationEntity.requireValid(clock.instant());
        return invitationEntity;
    }

    /**
     * Reports a taken name to the holder of the invitation, who can then select another name. The number of such
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
        recorder.recordRefusal(anonymousClient, invitationEntity, AuditDetail.ofReason("name-taken"));
        return new InvalidInputException(Map.of(InputField.NAME, InputProblem.NAME_TAKEN));
    }

    private User accept(
            InvitationEntity invitationEntity, NewAccount newAccount, String hash, AnonymousClient anonymousClient) {
        try {
            return creator.create(invitationEntity, newAccount, hash, anonymousClient);
        } catch (DataIntegrityViolationException e) {
            if (accounts.findByName(newAccount.name().value()).isEmpty()) {
                throw e;
            }
            throw nameTaken(invitationEntity, anonymousClient);
        }
    }
}

package org.stackdeck.identity.registration;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.stackdeck.audit.AuditDetail;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.InvalidInputException;
import org.stackdeck.identity.TooManyAttemptsException;
import org.stackdeck.identity.User;
import org.stackdeck.identity.account.AccountRepository;
import org.stackdeck.identity.account.NewAccount;
import org.stackdeck.identity.mail.MailRecipient;
import org.stackdeck.identity.password.PasswordHasher;
import org.stackdeck.identity.secret.SecretToken;
import org.stackdeck.identity.signin.AttemptThrottle;

/**
 * Registers new accounts, which administrators approve. Anyone can register, so pending accounts are bounded and
 * expire. Registrations beyond the limit receive the usual response; they are audited, but not stored.
 */
@Service
public class RegistrationService {

    static final int MAX_PENDING = 500;

    private final AccountRepository accounts;
    private final RegistrationStore store;
    private final RegistrationPolicyService policy;
    private final RegistrationStatusTokenService statusTokenService;
    private final PasswordHasher passwordHasher;
    private final AttemptThrottle attemptThrottle;
    private final AuditTrail audit;

    RegistrationService(
            AccountRepository accounts,
            RegistrationStore store,
            RegistrationPolicyService policy,
            RegistrationStatusTokenService statusTokenService,
            PasswordHasher passwordHasher,
            AttemptThrottle attemptThrottle,
            AuditTrail audit) {
        this.accounts = accounts;
        this.store = store;
        this.policy = policy;
        this.statusTokenService = statusTokenService;
        this.passwordHasher = passwordHasher;
        this.attemptThrottle = attemptThrottle;
        this.audit = audit;
    }

    public SecretToken register(
            String typedName, String displayName, String password, String source, Caller.Channel channel) {
        return register(typedName, displayName, password, null, source, channel);
    }

    /**
     * Submits a registration. The response is the same for a taken name, so that it does not reveal existing accounts.
     *
     * @param displayName shown to other users; the user name if blank
     * @param contact recipient of the message about the decision; null for none
     * @return status token for the applicant
     * @throws RegistrationNotAllowedException if registration is not open
     * @throws InvalidInputException if the name, the display name or the password is invalid
     * @throws TooManyAttemptsException after too many registrations from the address
     */
    public SecretToken register(
            String typedName,
            String displayName,
            String password,
            @Nullable MailRecipient contact,
            String source,
            Caller.Channel channel) {
        attemptThrottle.recordRegistration(source);
        try {
            // The policy is checked before the input, so that the refusal does not depend on the input.
            policy.requireRegistrationAllowed();
            NewAccount newAccount = NewAccount.validate(typedName, displayName, password);
            String hash = passwordHasher.hash(password, PasswordHasher.Requester.client(source));
            if (accounts.countByState(User.State.PENDING) >= MAX_PENDING) {
                audit.recordRefusal(entry(
                        newAccount,
                        source,
                        channel,
                        null,
                        AuditEntry.Result.REFUSED,
                        AuditDetail.ofReason("too-many-pending-accounts")));
                return SecretToken.create();
            }
            RegistrationStore.StoredRegistration stored = store.save(newAccount, hash, contact, source, channel);
            if (stored.isNameTaken()) {
                // Recorded like a refusal: anyone can cause such entries, and many refusals are summarized.
                audit.recordRefusal(entry(
                        newAccount,
                        source,
                        channel,
                        null,
                        AuditEntry.Result.ACCEPTED,
                        AuditDetail.ofReason("name-taken")));
            }
            return stored.statusToken();
        } catch (RegistrationNotAllowedException refusal) {
            audit.recordRefusal(refused(source, channel, refusal));
            throw refusal;
        }
    }

    public RegistrationStatus status(SecretToken statusToken) {
        return statusTokenService.status(statusToken);
    }

    static AuditEntry entry(
            NewAccount newAccount,
            String source,
            Caller.Channel channel,
            @Nullable String id,
            AuditEntry.Result result,
            @Nullable AuditDetail detail) {
        String name = newAccount.name().value();
        return new AuditEntry(id, name, source, channel.name(), "user.register", "user", id, name, result, detail);
    }

    private static AuditEntry refused(
            String source, Caller.Channel channel, RegistrationNotAllowedException exception) {
        return new AuditEntry(
                null,
                "(unknown)",
                source,
                channel.name(),
                "user.register",
                "user",
                null,
                null,
                AuditEntry.Result.REFUSED,
                exception.auditDetail());
    }

    /** Status of a registration as shown to the applicant. */
    public enum RegistrationStatus {
        PENDING,
        APPROVED,
        REJECTED,
        UNKNOWN;

        static RegistrationStatus of(User.State state) {
            return switch (state) {
                case PENDING -> PENDING;
                case ACTIVE -> APPROVED;
                case REJECTED, DISABLED -> REJECTED;
            };
        }
    }
}

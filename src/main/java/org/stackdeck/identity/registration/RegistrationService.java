package org.stackdeck.identity.registration;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.InvalidInputException;
import org.stackdeck.identity.TooManyAttemptsException;
import org.stackdeck.identity.User;
import org.stackdeck.identity.account.AccountEntity;
import org.stackdeck.identity.account.AccountRepository;
import org.stackdeck.identity.account.NewAccount;
import org.stackdeck.identity.password.PasswordHasher;
import org.stackdeck.identity.secret.SecretToken;
import org.stackdeck.identity.signin.AttemptThrottle;

/**
 * Registration of new accounts, which administrators approve. Anyone can register, so pending accounts are bounded and
 * expire. Registrations beyond the limit receive the usual response; they are audited, but not stored.
 */
@Service
public class RegistrationService {

    static final int MAX_PENDING = 500;

    private static final Duration PENDING_LIFETIME = Duration.ofDays(30);
    private static final int MAX_TRIES = 4;

    private final AccountRepository accounts;
    private final RegistrationNameConflictService conflicts;
    private final RegistrationPolicy policy;
    private final RegistrationStatusTokenService registrationTicketService;
    private final PasswordHasher passwordHasher;
    private final AttemptThrottle attemptThrottle;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final TransactionTemplate transaction;

    RegistrationService(
            AccountRepository accounts,
            RegistrationNameConflictService conflicts,
            RegistrationPolicy policy,
            RegistrationStatusTokenService registrationTicketService,
            PasswordHasher passwordHasher,
            AttemptThrottle attemptThrottle,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.accounts = accounts;
        this.conflicts = conflicts;
        this.policy = policy;
        this.registrationTicketService = registrationTicketService;
        this.passwordHasher = passwordHasher;
        this.attemptThrottle = attemptThrottle;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Submits a registration. The response is the same for a taken name, so that it does not reveal existing accounts.
     *
     * @param displayName shown to other users; the user name if blank
     * @throws RegistrationRefusedException if registration is not open
     * @throws InvalidInputException if the name or the password is invalid
     * @throws TooManyAttemptsException after too many registrations from the address
     */
    public SecretToken register(
            String typedName, String displayName, String password, String source, Caller.Channel channel) {
        attemptThrottle.recordRegistration(source);
        try {
            // Checked before the input, so that the response is the same for all input.
            requireRegistrationAllowed();
            NewAccount newAccount = NewAccount.validate(typedName, displayName, password);
            String hash = passwordHasher.hash(password, PasswordHasher.Requester.client(source));
            if (accounts.countByState(User.State.PENDING) >= MAX_PENDING) {
                audit.recordRefusal(entry(
                        newAccount, source, channel, null, AuditEntry.Result.REFUSED, "too many pending accounts"));
                return SecretToken.create();
            }
            StoredRegistration stored = storeWithRetry(newAccount, hash, source, channel);
            if (stored.isNameTaken()) {
                // Recorded like a refusal, so that many entries are summarized: anyone can cause them.
                audit.recordRefusal(
                        entry(newAccount, source, channel, null, AuditEntry.Result.ACCEPTED, "the name is taken"));
            }
            return stored.ticket();
        } catch (RegistrationRefusedException refusal) {
            audit.recordRefusal(refused(source, channel, refusal));
            throw refusal;
        }
    }

    /** Deletes accounts that were not approved within 30 days. */
    public void deleteExpired() {
        Instant before = clock.instant().minus(PENDING_LIFETIME);
        transaction.executeWithoutResult(_ -> {
            int deleted = accounts.deleteOlderThan(User.State.PENDING, before);
            if (deleted > 0) {
                events.publishEvent(new RegistrationSubmitted());
                audit.record(AuditEntry.ofSystem(
                        "user.expire", "user", null, null, AuditEntry.Result.SUCCESS, "deleted=" + deleted));
            }
        });
    }

    private record StoredRegistration(SecretToken ticket, boolean isNameTaken) {}

    private StoredRegistration storeWithRetry(
            NewAccount newAccount, String hash, String source, Caller.Channel channel) {
        for (int tries = 1; ; tries++) {
            try {
                return transaction.execute(_ -> store(newAccount, hash, source, channel));
            } catch (DataIntegrityViolationException | ConcurrencyFailureException e) {
                // Another applicant took the name, or caused the first conflict on it, after it was looked up.
                if (tries >= MAX_TRIES) {
                    throw e;
                }
            }
        }
    }

    private void requireRegistrationAllowed() {
        RegistrationPolicy.Mode mode = policy.mode();
        if (mode != RegistrationPolicy.Mode.APPROVAL) {
            throw new RegistrationRefusedException(mode);
        }
    }

    /** Returns the status of the registration for which the status token was issued. */
    public RegistrationStatus status(SecretToken registrationTicket) {
        return registrationTicketService.status(registrationTicket);
    }

    private StoredRegistration store(NewAccount newAccount, String hash, String source, Caller.Channel channel) {
        // Checked again, because hashing may have waited and a changed policy takes effect immediately.
        requireRegistrationAllowed();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        events.publishEvent(new RegistrationSubmitted());
        if (accounts.findByName(newAccount.name().value()).isPresent()) {
            return new StoredRegistration(conflicts.report(newAccount, source, now), true);
        }
        AccountEntity accountEntity = accounts.saveAndFlush(new AccountEntity(
                newAccount.name(), newAccount.displayName(), User.State.PENDING, User.Role.MEMBER, hash, now));
        String id = accountEntity.id().toString();
        audit.record(entry(newAccount, source, channel, id, AuditEntry.Result.ACCEPTED, null));
        return new StoredRegistration(registrationTicketService.issueForAccount(accountEntity.id()), false);
    }

    private static AuditEntry entry(
            NewAccount newAccount,
            String source,
            Caller.Channel channel,
            @Nullable String id,
            AuditEntry.Result result,
            @Nullable String detail) {
        String name = newAccount.name().value();
        return new AuditEntry(id, name, source, channel.name(), "user.register", "user", id, name, result, detail);
    }

    private static AuditEntry refused(String source, Caller.Channel channel, RegistrationRefusedException exception) {
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
                exception.getMessage());
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

package org.stackdeck.identity.registration;

import java.time.Clock;
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
import org.stackdeck.identity.signin.AttemptThrottle;

/** Registration of new accounts, which administrators approve. */
@Service
public class RegistrationService {

    private static final int MAX_TRIES = 4;

    private final AccountRepository accounts;
    private final NameConflictService clashes;
    private final RegistrationPolicy policy;
    private final RegistrationTicketService registrationTicketService;
    private final PasswordHasher passwordHasher;
    private final AttemptThrottle attemptThrottle;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final TransactionTemplate transaction;

    RegistrationService(
            AccountRepository accounts,
            NameConflictService clashes,
            RegistrationPolicy policy,
            RegistrationTicketService registrationTicketService,
            PasswordHasher passwordHasher,
            AttemptThrottle attemptThrottle,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.accounts = accounts;
        this.clashes = clashes;
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
    public RegistrationTicket register(
            String typedName, String displayName, String password, String source, Caller.Channel channel) {
        attemptThrottle.recordRegistration(source);
        try {
            // Checked before the input, so that the response is the same for all input.
            requireRegistrationAllowed();
            NewAccount wish = NewAccount.validate(typedName, displayName, password);
            String hash = passwordHasher.hash(password, PasswordHasher.Requester.client(source));
            return storeWithRetry(wish, hash, source, channel);
        } catch (RegistrationRefusedException refusal) {
            audit.recordRefusal(refused(source, channel, refusal));
            throw refusal;
        }
    }

    private RegistrationTicket storeWithRetry(NewAccount wish, String hash, String source, Caller.Channel channel) {
        for (int tries = 1; ; tries++) {
            try {
                return transaction.execute(_ -> store(wish, hash, source, channel));
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

    /** Status of the registration that the ticket was issued for. */
    public RegistrationStatus status(RegistrationTicket registrationTicket) {
        return registrationTicketService.status(registrationTicket);
    }

    private RegistrationTicket store(NewAccount wish, String hash, String source, Caller.Channel channel) {
        // Checked again, because hashing may have waited and a changed policy takes effect immediately.
        requireRegistrationAllowed();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        events.publishEvent(new RegistrationSubmitted());
        if (accounts.findByName(wish.name().value()).isPresent()) {
            RegistrationTicket registrationTicket = clashes.report(wish, source, now);
            audit.record(entry(wish, source, channel, null, "the name is taken"));
            return registrationTicket;
        }
        AccountEntity accountEntity = accounts.saveAndFlush(
                new AccountEntity(wish.name(), wish.displayName(), User.State.PENDING, User.Role.MEMBER, hash, now));
        audit.record(entry(wish, source, channel, accountEntity.id().toString(), null));
        return registrationTicketService.issueForAccount(accountEntity.id());
    }

    private static AuditEntry entry(
            NewAccount wish, String source, Caller.Channel channel, @Nullable String id, @Nullable String detail) {
        String name = wish.name().value();
        return new AuditEntry(
                id,
                name,
                source,
                channel.name(),
                "user.register",
                "user",
                id,
                name,
                AuditEntry.Result.ACCEPTED,
                detail);
    }

    private static AuditEntry refused(String source, Caller.Channel channel, RegistrationRefusedException why) {
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
                why.getMessage());
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

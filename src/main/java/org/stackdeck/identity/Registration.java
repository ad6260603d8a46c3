package org.stackdeck.identity;

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

/** Registration of new accounts, which administrators approve. */
@Service
public class Registration {

    private static final int TRIES = 4;

    private final AccountRepository accounts;
    private final NameClashService clashes;
    private final RegistrationPolicy policy;
    private final Claims claims;
    private final Passwords passwords;
    private final Throttle throttle;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final TransactionTemplate transaction;

    Registration(
            AccountRepository accounts,
            NameClashService clashes,
            RegistrationPolicy policy,
            Claims claims,
            Passwords passwords,
            Throttle throttle,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.accounts = accounts;
        this.clashes = clashes;
        this.policy = policy;
        this.claims = claims;
        this.passwords = passwords;
        this.throttle = throttle;
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
    public Claim register(
            String typedName, String displayName, String password, String source, Caller.Channel channel) {
        throttle.registration(source);
        try {
            // Checked before the input, so that the response is the same for all input.
            requireApproval();
            NewAccount wish = NewAccount.check(typedName, displayName, password);
            String hash = passwords.hash(password);
            return stored(wish, hash, source, channel);
        } catch (RegistrationRefusedException refusal) {
            audit.recordRefusal(refused(source, channel, refusal));
            throw refusal;
        }
    }

    private Claim stored(NewAccount wish, String hash, String source, Caller.Channel channel) {
        for (int tries = 1; ; tries++) {
            try {
                return transaction.execute(_ -> store(wish, hash, source, channel));
            } catch (DataIntegrityViolationException | ConcurrencyFailureException e) {
                // Another applicant took the name, or caused the first conflict on it, after it was looked up.
                if (tries >= TRIES) {
                    throw e;
                }
            }
        }
    }

    private void requireApproval() {
        RegistrationPolicy.Mode mode = policy.mode();
        if (mode != RegistrationPolicy.Mode.APPROVAL) {
            throw new RegistrationRefusedException(mode);
        }
    }

    /** Status of the registration that the ticket was issued for. */
    public Standing standing(Claim claim) {
        return claims.standing(claim);
    }

    private Claim store(NewAccount wish, String hash, String source, Caller.Channel channel) {
        // Checked again, because hashing may have waited and a changed policy takes effect immediately.
        requireApproval();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        events.publishEvent(new Registered());
        if (accounts.findByName(wish.name().value()).isPresent()) {
            Claim claim = clashes.add(wish, source, now);
            audit.record(entry(wish, source, channel, null, "the name is taken"));
            return claim;
        }
        Account account = accounts.saveAndFlush(
                new Account(wish.name(), wish.displayName(), User.State.PENDING, User.Role.MEMBER, hash, now));
        audit.record(entry(wish, source, channel, account.id().toString(), null));
        return claims.forAccount(account.id());
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
    public enum Standing {
        PENDING,
        APPROVED,
        REJECTED,
        UNKNOWN;

        static Standing of(User.State state) {
            return switch (state) {
                case PENDING -> PENDING;
                case ACTIVE -> APPROVED;
                case REJECTED, DISABLED -> REJECTED;
            };
        }
    }
}

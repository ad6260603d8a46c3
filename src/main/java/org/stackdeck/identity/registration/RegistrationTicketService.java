package org.stackdeck.identity.registration;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.account.AccountEntity;
import org.stackdeck.identity.account.AccountRepository;
import org.stackdeck.identity.secret.SecretTokens;

/** Issues registration tickets and returns the status of their registrations. */
@Service
@Transactional
class RegistrationTicketService {

    private static final Duration LIFETIME = Duration.ofDays(30);

    private final RegistrationTicketRepository claims;
    private final AccountRepository accounts;
    private final Clock clock;

    RegistrationTicketService(RegistrationTicketRepository claims, AccountRepository accounts, Clock clock) {
        this.claims = claims;
        this.accounts = accounts;
        this.clock = clock;
    }

    RegistrationTicket issueForAccount(UserId account) {
        return issue(account.value(), null);
    }

    RegistrationTicket issueForConflict(UUID clash) {
        return issue(null, clash);
    }

    /** Rejects the registrations of the name conflict. */
    void rejectByConflict(UUID clash) {
        claims.rejectClash(clash);
    }

    /**
     * The ticket for a taken name shows the same as any other: pending, and rejected once an administrator dismissed
     * the conflict. The expiry of a conflict changes nothing, because it would reveal that the name is taken.
     */
    @Transactional(readOnly = true)
    public RegistrationService.RegistrationStatus status(RegistrationTicket registrationTicket) {
        return claims.findById(SecretTokens.digest(registrationTicket.token()))
                .filter(stored -> stored.createdAt().isAfter(clock.instant().minus(LIFETIME)))
                .map(this::status)
                .orElse(RegistrationService.RegistrationStatus.UNKNOWN);
    }

    private RegistrationService.RegistrationStatus status(RegistrationTicketEntity registrationTicketEntity) {
        UUID account = registrationTicketEntity.accountId();
        if (account == null) {
            return registrationTicketEntity.clashId() == null
                    ? RegistrationService.RegistrationStatus.REJECTED
                    : RegistrationService.RegistrationStatus.PENDING;
        }
        return accounts.findById(account)
                .map(AccountEntity::state)
                .map(RegistrationService.RegistrationStatus::of)
                .orElse(RegistrationService.RegistrationStatus.UNKNOWN);
    }

    private RegistrationTicket issue(@Nullable UUID account, @Nullable UUID clash) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        claims.deleteOlderThan(now.minus(LIFETIME));
        RegistrationTicket registrationTicket = new RegistrationTicket(SecretTokens.newToken());
        claims.save(new RegistrationTicketEntity(SecretTokens.digest(registrationTicket.token()), account, clash, now));
        return registrationTicket;
    }
}

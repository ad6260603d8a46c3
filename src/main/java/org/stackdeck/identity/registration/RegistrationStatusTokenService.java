package org.stackdeck.identity.registration;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.account.AccountEntity;
import org.stackdeck.identity.account.AccountRepository;
import org.stackdeck.identity.secret.SecretToken;

/** Issues status tokens to applicants and returns the status of their registrations. */
@Service
@Transactional
class RegistrationStatusTokenService {

    private static final Duration LIFETIME = Duration.ofDays(30);

    private final RegistrationStatusTokenRepository statusTokens;
    private final AccountRepository accounts;
    private final Clock clock;

    RegistrationStatusTokenService(
            RegistrationStatusTokenRepository statusTokens, AccountRepository accounts, Clock clock) {
        this.statusTokens = statusTokens;
        this.accounts = accounts;
        this.clock = clock;
    }

    SecretToken issueForAccount(UserId account) {
        return issue(account.value(), null);
    }

    SecretToken issueForConflict(UUID conflict) {
        return issue(null, conflict);
    }

    void rejectByConflict(UUID conflict) {
        statusTokens.rejectByConflict(conflict);
    }

    /**
     * Returns the status of the registration. A status token for a taken name shows the same status as any other:
     * pending, and rejected once an administrator has dismissed the conflict. The expiry of a conflict does not change
     * the status, because a change would reveal that the name is taken.
     */
    @Transactional(readOnly = true)
    public RegistrationService.RegistrationStatus status(SecretToken statusToken) {
        return statusTokens
                .findById(statusToken.digest())
                .filter(stored -> stored.createdAt().isAfter(clock.instant().minus(LIFETIME)))
                .map(this::status)
                .orElse(RegistrationService.RegistrationStatus.UNKNOWN);
    }

    private RegistrationService.RegistrationStatus status(RegistrationStatusTokenEntity statusTokenEntity) {
        UUID account = statusTokenEntity.accountId();
        if (account == null) {
            return statusTokenEntity.conflictId() == null
                    ? RegistrationService.RegistrationStatus.REJECTED
                    : RegistrationService.RegistrationStatus.PENDING;
        }
        return accounts.findById(account)
                .map(AccountEntity::state)
                .map(RegistrationService.RegistrationStatus::of)
                .orElse(RegistrationService.RegistrationStatus.UNKNOWN);
    }

    private SecretToken issue(@Nullable UUID account, @Nullable UUID conflict) {
        Instant now = clock.instant();
        statusTokens.deleteOlderThan(now.minus(LIFETIME));
        SecretToken statusToken = SecretToken.create();
        statusTokens.save(new RegistrationStatusTokenEntity(statusToken.digest(), account, conflict, now));
        return statusToken;
    }
}

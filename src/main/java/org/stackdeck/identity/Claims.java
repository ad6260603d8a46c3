package org.stackdeck.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Issues registration tickets and returns the status of their registrations. */
@Service
@Transactional
class Claims {

    private static final Duration KEPT = Duration.ofDays(30);

    private final ClaimRepository claims;
    private final AccountRepository accounts;
    private final Clock clock;

    Claims(ClaimRepository claims, AccountRepository accounts, Clock clock) {
        this.claims = claims;
        this.accounts = accounts;
        this.clock = clock;
    }

    Claim forAccount(UserId account) {
        return give(account.value(), null);
    }

    Claim forClash(UUID clash) {
        return give(null, clash);
    }

    /** Rejects the registrations of the name conflict. */
    void reject(UUID clash) {
        claims.rejectClash(clash);
    }

    /**
     * The ticket for a taken name shows the same as any other: pending, and rejected once an administrator dismissed
     * the conflict. The expiry of a conflict changes nothing, because it would reveal that the name is taken.
     */
    @Transactional(readOnly = true)
    public Registration.Standing standing(Claim claim) {
        return claims.findById(Secrets.digest(claim.token()))
                .filter(stored -> stored.createdAt().isAfter(clock.instant().minus(KEPT)))
                .map(this::standing)
                .orElse(Registration.Standing.UNKNOWN);
    }

    private Registration.Standing standing(StoredClaim claim) {
        UUID account = claim.accountId();
        if (account == null) {
            return claim.clashId() == null ? Registration.Standing.REJECTED : Registration.Standing.PENDING;
        }
        return accounts.findById(account)
                .map(Account::state)
                .map(Registration.Standing::of)
                .orElse(Registration.Standing.UNKNOWN);
    }

    private Claim give(@Nullable UUID account, @Nullable UUID clash) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        claims.deleteOlderThan(now.minus(KEPT));
        Claim claim = new Claim(Secrets.token());
        claims.save(new StoredClaim(Secrets.digest(claim.token()), account, clash, now));
        return claim;
    }
}

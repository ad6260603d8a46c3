package org.stackdeck.identity.registration;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.stackdeck.audit.AuditDetail;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.identity.User;
import org.stackdeck.identity.account.AccountRepository;

/** Deletes pending accounts that were not approved in time. */
@Component
public class ExpiredRegistrationCleanup {

    private static final Duration PENDING_LIFETIME = Duration.ofDays(30);

    private final AccountRepository accounts;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ExpiredRegistrationCleanup(
            AccountRepository accounts, AuditTrail audit, ApplicationEventPublisher events, Clock clock) {
        this.accounts = accounts;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    @Transactional
    public void deleteExpired() {
        Instant before = clock.instant().minus(PENDING_LIFETIME);
        int deleted = accounts.deleteOlderThan(User.State.PENDING, before);
        if (deleted > 0) {
            events.publishEvent(new RegistrationsChanged());
            audit.record(AuditEntry.ofSystem(
                    "user.expire", "user", null, null, AuditEntry.Result.SUCCESS, AuditDetail.of("deleted", deleted)));
        }
    }
}

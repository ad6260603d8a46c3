package org.stackdeck.identity.registration;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.stackdeck.identity.UnknownUserException;
import org.stackdeck.identity.account.NewAccount;
import org.stackdeck.identity.secret.SecretToken;

/**
 * Stores registrations of names that are already taken. Anyone can cause them, so the table is bounded: registrations
 * of one name from one address share a row, at most {@value #MAX_ROWS} rows are kept, and each is deleted a week after
 * its last attempt. The audit trail contains the first attempts and counts the others.
 */
@Service
@Transactional
public class RegistrationNameConflictService {

    public static final int MAX_ROWS = 200;

    private static final Duration RETENTION = Duration.ofDays(7);

    private final RegistrationNameConflictRepository conflicts;
    private final RegistrationStatusTokenService statusTokenService;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RegistrationNameConflictService(
            RegistrationNameConflictRepository conflicts,
            RegistrationStatusTokenService statusTokenService,
            ApplicationEventPublisher events,
            Clock clock) {
        this.conflicts = conflicts;
        this.statusTokenService = statusTokenService;
        this.events = events;
        this.clock = clock;
    }

    /** Counts an attempt and returns a status token for the applicant. */
    public SecretToken report(NewAccount newAccount, String source, Instant now) {
        String name = newAccount.name().value();
        if (conflicts.incrementAttempts(name, source, newAccount.displayName(), now) > 0) {
            return statusTokenService.issueForConflict(
                    conflicts.findByNameAndSource(name, source).orElseThrow().id());
        }
        RegistrationNameConflictEntity registrationNameConflictEntity =
                conflicts.saveAndFlush(new RegistrationNameConflictEntity(newAccount, source, now));
        if (conflicts.count() > MAX_ROWS) {
            List<RegistrationNameConflictEntity> newestFirst = conflicts.findAllByOrderByLastAtDesc();
            conflicts.deleteAll(newestFirst.subList(MAX_ROWS, newestFirst.size()));
        }
        return statusTokenService.issueForConflict(registrationNameConflictEntity.id());
    }

    /** Returns all conflicts, oldest first. */
    @Transactional(readOnly = true)
    public List<RegistrationNameConflict> list() {
        return conflicts.findAllByOrderByCreatedAt().stream()
                .map(RegistrationNameConflictEntity::toReport)
                .toList();
    }

    /**
     * Deletes a conflict and rejects its applicants. Throws {@link UnknownUserException} if the conflict does not
     * exist.
     */
    public RegistrationNameConflict dismiss(UUID id) {
        RegistrationNameConflictEntity stored = conflicts.findById(id).orElseThrow(UnknownUserException::new);
        conflicts.delete(stored);
        statusTokenService.rejectByConflict(id);
        events.publishEvent(new RegistrationsChanged());
        return stored.toReport();
    }

    /** Deletes conflicts without an attempt in the last week. The status shown to their applicants remains pending. */
    public void deleteExpired() {
        if (conflicts.deleteOlderThan(clock.instant().minus(RETENTION)) > 0) {
            events.publishEvent(new RegistrationsChanged());
        }
    }
}

package org.stackdeck.identity.registration;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.stackdeck.identity.UnknownUserException;
import org.stackdeck.identity.account.NewAccount;

/**
 * Stores registrations of names that are already taken. Anyone can cause them, so the table is bounded: attempts at one
 * name from one address share a row, at most {@value #MAX_ROWS} rows are kept, and each is deleted a week after its
 * last attempt. The audit trail contains the first attempts and counts the others.
 */
@Service
@Transactional
public class NameConflictService {

    public static final int MAX_ROWS = 200;

    private static final Duration RETENTION = Duration.ofDays(7);

    private final NameConflictRepository conflictes;
    private final RegistrationStatusTokenService registrationTicketService;
    private final Clock clock;

    NameConflictService(
            NameConflictRepository conflictes, RegistrationStatusTokenService registrationTicketService, Clock clock) {
        this.conflictes = conflictes;
        this.registrationTicketService = registrationTicketService;
        this.clock = clock;
    }

    /** Counts an attempt and returns the applicant's registration ticket. */
    public RegistrationStatusToken report(NewAccount newAccount, String source, Instant now) {
        String name = newAccount.name().value();
        if (conflictes.repeat(name, source, newAccount.displayName(), now) > 0) {
            return registrationTicketService.issueForConflict(
                    conflictes.findByNameAndSource(name, source).orElseThrow().id());
        }
        NameConflictEntity nameConflictEntity =
                conflictes.saveAndFlush(new NameConflictEntity(newAccount, source, now));
        if (conflictes.count() > MAX_ROWS) {
            List<NameConflictEntity> newestFirst = conflictes.findAllByOrderByLastAtDesc();
            conflictes.deleteAll(newestFirst.subList(MAX_ROWS, newestFirst.size()));
        }
        return registrationTicketService.issueForConflict(nameConflictEntity.id());
    }

    /** All conflicts, oldest first. */
    @Transactional(readOnly = true)
    public List<NameConflictReport> list() {
        return conflictes.findAllByOrderByCreatedAt().stream()
                .map(NameConflictEntity::toReport)
                .toList();
    }

    /** Deletes a conflict and rejects its applicants. Throws {@link UnknownUserException} if it does not exist. */
    public NameConflictReport dismiss(UUID id) {
        NameConflictEntity stored = conflictes.findById(id).orElseThrow(UnknownUserException::new);
        conflictes.delete(stored);
        registrationTicketService.rejectByConflict(id);
        return stored.toReport();
    }

    /** Deletes conflicts without a recent attempt. The registrations of their applicants stay pending. */
    public int deleteExpired() {
        return conflictes.deleteOlderThan(clock.instant().minus(RETENTION));
    }
}

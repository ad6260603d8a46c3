package org.stackdeck.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Stores registrations of names that are already taken. Anyone can cause them, so the table is bounded: attempts at one
 * name from one address share a row, at most {@value #MAX_ROWS} rows are kept, and each is deleted a week after its
 * last attempt. The audit trail contains every attempt.
 */
@Service
@Transactional
class NameClashService {

    static final int MAX_ROWS = 200;

    private static final Duration KEPT = Duration.ofDays(7);

    private final NameClashRepository clashes;
    private final Claims claims;
    private final Clock clock;

    NameClashService(NameClashRepository clashes, Claims claims, Clock clock) {
        this.clashes = clashes;
        this.claims = claims;
        this.clock = clock;
    }

    /** Counts an attempt and returns the applicant's registration ticket. */
    Claim add(NewAccount wish, String source, Instant now) {
        String name = wish.name().value();
        if (clashes.repeat(name, source, wish.displayName(), now) > 0) {
            return claims.forClash(
                    clashes.findByNameAndSource(name, source).orElseThrow().id());
        }
        StoredNameClash clash = clashes.saveAndFlush(new StoredNameClash(wish, source, now));
        if (clashes.count() > MAX_ROWS) {
            List<StoredNameClash> newestFirst = clashes.findAllByOrderByLastAtDesc();
            clashes.deleteAll(newestFirst.subList(MAX_ROWS, newestFirst.size()));
        }
        return claims.forClash(clash.id());
    }

    /** All conflicts, oldest first. */
    @Transactional(readOnly = true)
    public List<NameClash> all() {
        return clashes.findAllByOrderByCreatedAt().stream()
                .map(StoredNameClash::toClash)
                .toList();
    }

    /** Deletes a conflict and rejects its applicants. Throws {@link UnknownUserException} if it does not exist. */
    NameClash dismiss(UUID id) {
        StoredNameClash stored = clashes.findById(id).orElseThrow(UnknownUserException::new);
        clashes.delete(stored);
        claims.reject(id);
        return stored.toClash();
    }

    /** Deletes conflicts without a recent attempt. The registrations of their applicants stay pending. */
    public int expire() {
        return clashes.deleteOlderThan(clock.instant().minus(KEPT));
    }
}

package org.stackdeck.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Stores registrations of names that are taken. Anyone can cause them, so the table is bounded: attempts at one name from one
 * address are one row, at most {@value #MAX_ROWS} rows are kept, and each only for a week after its last attempt. The audit
 * trail has every attempt.
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

    /** Counts an attempt; returns the claim of the applicant. */
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

    /** Oldest first. */
    @Transactional(readOnly = true)
    public List<NameClash> all() {
        return clashes.findAllByOrderByCreatedAt().stream()
                .map(StoredNameClash::toClash)
                .toList();
    }

    /** Deletes a clash, and rejects the applicants who wait for it. Throws {@link UnknownUserException} if there is none. */
    NameClash dismiss(UUID id) {
        StoredNameClash stored = clashes.findById(id).orElseThrow(UnknownUserException::new);
        clashes.delete(stored);
        claims.reject(id);
        return stored.toClash();
    }

    /** Deletes clashes without a recent attempt. Their applicants are told nothing: the registration stays pending for them. */
    public int expire() {
        return clashes.deleteOlderThan(clock.instant().minus(KEPT));
    }
}

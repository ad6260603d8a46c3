package org.stackdeck.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Service;
import org.stackdeck.identity.UserId;

/** Decides by account role and grants. The server's state and lock are checked elsewhere. */
@Service
class GrantedAccess implements Access {

    private final Subjects subjects;
    private final Clock clock;
    /** Keyed by identity: a changed subject is another object. */
    private final Cache<Subject, Rights> rights =
            Caffeine.newBuilder().weakKeys().build();

    GrantedAccess(Subjects subjects, Clock clock) {
        this.subjects = subjects;
        this.clock = clock;
    }

    @Override
    public Subject subject(UserId user) {
        return subjects.of(user);
    }

    @Override
    public Subject fresh(UserId user) {
        return subjects.fresh(user);
    }

    @Override
    public Rights rights(Subject subject) {
        Instant now = clock.instant();
        Rights kept = rights.getIfPresent(subject);
        if (kept != null && kept.holdAt(now)) {
            return kept;
        }
        Rights fresh = Rights.of(subject, now);
        rights.put(subject, fresh);
        return fresh;
    }
}

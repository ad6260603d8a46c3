package org.stackdeck.access.decision;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Service;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.access.Subject;
import org.stackdeck.identity.UserId;

/**
 * Decides based on the account role, the grants and the owned resources of a user. Does not check the state and lock of
 * a server.
 */
@Service
public class DefaultAccessDecisionService implements AccessDecisionService {

    private final SubjectCache subjectCache;
    private final Clock clock;
    /** Keys are compared by identity, because a changed subject is a new object. */
    private final Cache<Subject, EffectivePermissions> effectivePermissions = Caffeine.newBuilder()
            .executor(Thread::startVirtualThread)
            .weakKeys()
            .build();

    public DefaultAccessDecisionService(SubjectCache subjectCache, Clock clock) {
        this.subjectCache = subjectCache;
        this.clock = clock;
    }

    @Override
    public Subject subject(UserId user) {
        return subjectCache.get(user);
    }

    @Override
    public Subject loadSubject(UserId user) {
        return subjectCache.reload(user);
    }

    @Override
    public EffectivePermissions permissions(Subject subject) {
        Instant now = clock.instant();
        EffectivePermissions kept = effectivePermissions.getIfPresent(subject);
        if (kept != null && kept.isValidAt(now)) {
            return kept;
        }
        EffectivePermissions fresh = EffectivePermissions.of(subject, now);
        effectivePermissions.put(subject, fresh);
        return fresh;
    }
}

package org.stackdeck.quotas;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.resource.Quota;

/** Cached quotas of one project in one service, shared by all callers. */
final class CachedServiceQuotas {

    private final Clock clock;
    private final Semaphore turns;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile ServiceQuotas known;
    /** Start time of the last completed request, successful or not; null before the first one. */
    private volatile @Nullable Instant requestedAt;

    /** @param turns limits concurrent requests to this service of the cloud */
    CachedServiceQuotas(Quota.Service service, Clock clock, Semaphore turns) {
        this.clock = clock;
        this.turns = turns;
        this.known = ServiceQuotas.notLoaded(service);
    }

    /**
     * Returns quotas that were requested at or after the given time, or the problem of that request. Requests them if
     * necessary. Concurrent callers wait for the request in progress.
     */
    ServiceQuotas getLoadedSince(Instant oldest, Supplier<List<Quota>> question) {
        if (isRequestedSince(oldest)) {
            return known;
        }
        asking.lock();
        try {
            if (!isRequestedSince(oldest)) {
                load(question);
            }
            return known;
        } finally {
            asking.unlock();
        }
    }

    private boolean isRequestedSince(Instant oldest) {
        Instant last = requestedAt;
        return last != null && !last.isBefore(oldest);
    }

    private void load(Supplier<List<Quota>> question) {
        turns.acquireUninterruptibly();
        try {
            Instant now = clock.instant();
            known = query(question, now);
            requestedAt = now;
        } finally {
            turns.release();
        }
    }

    private ServiceQuotas query(Supplier<List<Quota>> question, Instant now) {
        try {
            return new ServiceQuotas(known.service(), question.get(), now, null);
        } catch (CloudException e) {
            return known.withProblem(e);
        }
    }
}

package org.stackdeck.quotas;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.resource.Quota;

/** Cached quotas of one project in one service, shared by all callers. */
final class CachedServiceQuotas {

    private final Clock clock;
    private final Semaphore requestPermits;
    private final Consumer<ServiceQuotas> loadListener;
    private final ReentrantLock loadLock = new ReentrantLock();
    private volatile ServiceQuotas known;
    /** Start time of the last completed request, successful or not; null before the first request has ended. */
    private volatile @Nullable Instant requestedAt;

    /**
     * @param requestPermits limits the concurrent requests to this service of the cloud
     * @param loadListener receives the result of each request, successful or not; must not block
     */
    CachedServiceQuotas(
            Quota.Service service, Clock clock, Semaphore requestPermits, Consumer<ServiceQuotas> loadListener) {
        this.loadListener = loadListener;
        this.clock = clock;
        this.requestPermits = requestPermits;
        this.known = ServiceQuotas.notLoaded(service);
    }

    /**
     * Returns quotas that were requested at or after the given time; if this request failed, the result contains the
     * problem. Requests the quotas if necessary. Concurrent callers wait for the request in progress.
     */
    ServiceQuotas getLoadedSince(Instant oldest, Supplier<List<Quota>> request) {
        if (isRequestedSince(oldest)) {
            return known;
        }
        loadLock.lock();
        try {
            if (!isRequestedSince(oldest)) {
                load(request);
            }
            return known;
        } finally {
            loadLock.unlock();
        }
    }

    private boolean isRequestedSince(Instant oldest) {
        Instant last = requestedAt;
        return last != null && !last.isBefore(oldest);
    }

    private void load(Supplier<List<Quota>> request) {
        requestPermits.acquireUninterruptibly();
        try {
            Instant now = clock.instant();
            known = query(request, now);
            requestedAt = now;
        } finally {
            requestPermits.release();
        }
        loadListener.accept(known);
    }

    private ServiceQuotas query(Supplier<List<Quota>> request, Instant now) {
        try {
            return new ServiceQuotas(known.service(), request.get(), now, null);
        } catch (CloudException e) {
            return known.withProblem(e);
        }
    }
}

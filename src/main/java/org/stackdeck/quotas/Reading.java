package org.stackdeck.quotas;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.Quota;

/** What was read of one service about one project, for all who want to know it. */
final class Reading {

    private final Clock clock;
    private final Semaphore turns;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile ServiceQuotas known;
    /** When the last question began, whatever came of it; null before the first. */
    private volatile @Nullable Instant asked;

    /** @param turns for questions to this service of this cloud */
    Reading(Quota.Service service, Clock clock, Semaphore turns) {
        this.clock = clock;
        this.turns = turns;
        this.known = ServiceQuotas.unread(service);
    }

    /** What is known since then. Who comes while it is being asked waits for the same answer. */
    ServiceQuotas since(Instant oldest, Supplier<List<Quota>> question) {
        if (askedSince(oldest)) {
            return known;
        }
        asking.lock();
        try {
            if (!askedSince(oldest)) {
                ask(question);
            }
            return known;
        } finally {
            asking.unlock();
        }
    }

    private boolean askedSince(Instant oldest) {
        Instant last = asked;
        return last != null && !last.isBefore(oldest);
    }

    private void ask(Supplier<List<Quota>> question) {
        turns.acquireUninterruptibly();
        try {
            Instant now = clock.instant();
            known = answer(question, now);
            asked = now;
        } finally {
            turns.release();
        }
    }

    private ServiceQuotas answer(Supplier<List<Quota>> question, Instant now) {
        try {
            return new ServiceQuotas(known.service(), question.get(), now, null);
        } catch (CloudException e) {
            return known.failed(e);
        }
    }
}

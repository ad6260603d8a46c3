package org.stackdeck.operations.execution;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.stackdeck.identity.UserId;

/**
 * Grants permits to send operations to, or to track operations in, one service of a cloud. Users with waiting
 * operations receive permits in turn, regardless of how many operations each user has.
 */
final class PermitQueue {

    /** Maximum number of waiting users. Applies to the first waiting operation of a user who holds no permit. */
    private static final int MAX_WAITING_USERS = 20;

    /**
     * Number of waiting threads that the waiting users share equally. Each user may have at least one. Applies to all
     * other operations.
     */
    private static final int MAX_WAITING = 20;

    /** Minimum time after which an operation that received no permit tries again. */
    private static final Duration MIN_RETRY_DELAY = Duration.ofSeconds(1);

    private static final Duration MAX_RETRY_DELAY = Duration.ofSeconds(15);

    /**
     * Time between the retries of two operations of a user. It is so short that operations try again more often than a
     * service usually accepts operations.
     */
    private static final Duration RETRY_INTERVAL = Duration.ofMillis(40);

    private final Duration timeout;
    private final Duration turnTimeout;
    private final Map<UserId, Integer> held = new HashMap<>();
    /** Waiting threads by user, in the order of the users' turns. */
    private final Map<UserId, Deque<CountDownLatch>> waiting = new LinkedHashMap<>();

    private final Clock clock;
    private final AdaptiveConcurrencyLimit limit;
    private int granted;
    /** For each user, the latest time at which one of the operations retries. Past times are removed. */
    private final Map<UserId, Instant> lastRetries = new HashMap<>();

    /**
     * @param permits maximum number of permits; there are fewer while the service is overloaded
     * @param timeout maximum time that a thread waits for a permit
     * @param turnTimeout maximum time that the first waiting operation of a user who holds no permit waits, instead of
     *     {@code timeout}
     */
    PermitQueue(int permits, Duration timeout, Duration turnTimeout, Clock clock) {
        this.clock = clock;
        this.limit = new AdaptiveConcurrencyLimit(permits, clock);
        this.timeout = timeout;
        this.turnTimeout = turnTimeout;
    }

    /**
     * Acquires a permit, waiting if necessary. Returns false if the user received none in time, or if too many users,
     * or threads of this user, are waiting.
     */
    boolean tryAcquire(UserId user) throws InterruptedException {
        CountDownLatch grant = new CountDownLatch(1);
        Duration waitTimeout;
        synchronized (this) {
            // The limit can have grown without a release.
            grantWaiting();
            if (granted < limit.permits()) {
                granted++;
                held.merge(user, 1, Integer::sum);
                return true;
            }
            boolean hasTurn = !held.containsKey(user) && !waiting.containsKey(user);
            if (hasTurn ? waiting.size() >= MAX_WAITING_USERS : hasShareWaiting(user)) {
                return false;
            }
            waiting.computeIfAbsent(user, _ -> new ArrayDeque<>()).add(grant);
            waitTimeout = hasTurn ? turnTimeout : timeout;
        }
        try {
            return grant.await(waitTimeout.toMillis(), TimeUnit.MILLISECONDS) || !leave(user, grant);
        } catch (InterruptedException e) {
            if (!leave(user, grant)) {
                release(user);
            }
            throw e;
        }
    }

    synchronized void release(UserId user) {
        held.computeIfPresent(user, (_, count) -> count == 1 ? null : count - 1);
        granted--;
        grantWaiting();
    }

    private void grantWaiting() {
        while (granted < limit.permits() && !waiting.isEmpty()) {
            grantNext();
        }
    }

    private void grantNext() {
        var turns = waiting.entrySet().iterator();
        Map.Entry<UserId, Deque<CountDownLatch>> turn = turns.next();
        UserId next = turn.getKey();
        Deque<CountDownLatch> threads = turn.getValue();
        turns.remove();
        granted++;
        held.merge(next, 1, Integer::sum);
        threads.remove().countDown();
        if (!threads.isEmpty()) {
            waiting.put(next, threads);
        }
    }

    /** Releases the permit of an operation that was sent. */
    synchronized void release(UserId user, Duration took) {
        limit.recordResponse(took);
        release(user);
    }

    /** Reduces the number of permits, because the service is overloaded. */
    synchronized void recordOverload(Duration retryAfter) {
        limit.recordOverload(retryAfter);
    }

    synchronized int permits() {
        return limit.permits();
    }

    /**
     * Returns the time after which an operation that received no permit tries again, at most {@link #MAX_RETRY_DELAY}.
     * The operations of a user try again one after the other, in the order of the calls. They therefore neither leave
     * permits unused nor burden the database.
     */
    synchronized Duration nextRetryDelay(UserId user) {
        Instant now = clock.instant();
        Instant earliest = now.plus(MIN_RETRY_DELAY);
        Instant latest = now.plus(MAX_RETRY_DELAY);
        lastRetries.values().removeIf(retry -> retry.isBefore(now));
        Instant last = lastRetries.getOrDefault(user, Instant.MIN);
        Instant next = last.isBefore(earliest) ? earliest : last.plus(RETRY_INTERVAL);
        Instant retry = next.isAfter(latest) ? latest : next;
        lastRetries.put(user, retry);
        return Duration.between(now, retry);
    }

    private boolean hasShareWaiting(UserId user) {
        Deque<CountDownLatch> own = waiting.get(user);
        int users = own == null ? waiting.size() + 1 : waiting.size();
        return own != null && own.size() >= Math.max(1, MAX_WAITING / users);
    }

    /** Stops waiting. Returns false if the permit has been granted in the meantime. */
    private synchronized boolean leave(UserId user, CountDownLatch grant) {
        Deque<CountDownLatch> own = waiting.get(user);
        if (own == null || !own.remove(grant)) {
            return false;
        }
        if (own.isEmpty()) {
            waiting.remove(user);
        }
        return true;
    }
}

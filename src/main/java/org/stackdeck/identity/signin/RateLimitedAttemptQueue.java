package org.stackdeck.identity.signin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.stackdeck.identity.TooManyAttemptsException;

/**
 * Admits attempts from one address at the rate of a token bucket. An attempt that finds the bucket empty waits for the
 * next token instead of being refused: users who share the address with an attacker are slowed down, but not blocked.
 * Attempts are admitted by rank, then in order of arrival. The number of waiting attempts is limited to those that can
 * be admitted in time. If the limit is reached, a new attempt replaces a random one among those with the lowest rank.
 * The new attempt is refused if all waiting attempts have a higher rank. If an address has many attempts, an attempt is
 * therefore admitted only with some probability. Each attempt waits on a virtual thread and holds one of the permits
 * that all queues share.
 */
final class RateLimitedAttemptQueue {

    private final AttemptBucket bucket;
    private final int length;
    private final Duration maxWait;
    private final Semaphore waitingPermits;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Waiter> waiting = new ArrayList<>();
    private boolean closed;

    /** Waiting attempt. Compared by identity. */
    private static final class Waiter {
        private final long rank;

        Waiter(long rank) {
            this.rank = rank;
        }
    }

    /**
     * @param maxWait maximum waiting time of an attempt
     * @param waitingPermits permits for waiting attempts, shared by all queues
     */
    RateLimitedAttemptQueue(AttemptBucket bucket, Duration maxWait, Semaphore waitingPermits) {
        this.bucket = bucket;
        this.length = bucket.refilledWithin(maxWait);
        this.maxWait = maxWait;
        this.waitingPermits = waitingPermits;
    }

    /** Takes a token if one is available and no attempt is waiting; returns whether a token was taken. */
    boolean tryAcquire() {
        lock.lock();
        try {
            return waiting.isEmpty() && bucket.tryTake();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes a token and waits for it if necessary.
     *
     * @param rank attempts with a higher rank are admitted first
     * @throws TooManyAttemptsException if no token is available in time, the attempt cannot wait or another attempt
     *     replaces it, or the queue is closed
     */
    void acquire(long rank) {
        lock.lock();
        try {
            if (tryAcquire()) {
                return;
            }
            Waiter waiter = new Waiter(rank);
            if (closed || !waitingPermits.tryAcquire()) {
                throw refusal();
            }
            try {
                if (!makeRoom(rank)) {
                    throw refusal();
                }
                enqueue(waiter);
                awaitTurn(waiter);
            } finally {
                waitingPermits.release();
                waiting.remove(waiter);
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Puts back the token of an attempt that succeeded. */
    void release() {
        bucket.putBack();
        signalNext();
    }

    /** Refuses attempts that wait or would have to wait. Called at shutdown. */
    void close() {
        lock.lock();
        try {
            closed = true;
            waiting.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void signalNext() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Returns whether an attempt can wait. If necessary, removes a random waiter with the lowest rank. */
    private boolean makeRoom(long rank) {
        if (waiting.size() < length) {
            return true;
        }
        if (waiting.isEmpty() || waiting.getLast().rank > rank) {
            return false;
        }
        long lowest = waiting.getLast().rank;
        int first = waiting.size() - 1;
        while (first > 0 && waiting.get(first - 1).rank == lowest) {
            first--;
        }
        waiting.remove(ThreadLocalRandom.current().nextInt(first, waiting.size()));
        changed.signalAll();
        return true;
    }

    private void enqueue(Waiter waiter) {
        int position = waiting.size();
        while (position > 0 && waiting.get(position - 1).rank < waiter.rank) {
            position--;
        }
        waiting.add(position, waiter);
    }

    private void awaitTurn(Waiter waiter) {
        long deadline = System.nanoTime() + maxWait.toNanos();
        while (true) {
            long remainingNanos = deadline - System.nanoTime();
            if (remainingNanos <= 0 || !waiting.contains(waiter)) {
                throw refusal();
            }
            if (waiting.getFirst() == waiter && bucket.tryTake()) {
                return;
            }
            // Wait for at least one millisecond, because the estimate is zero while another waiter is about to take the
            // token.
            long next = Math.max(untilNextToken(), TimeUnit.MILLISECONDS.toNanos(1));
            try {
                var _ = changed.awaitNanos(Math.min(remainingNanos, next));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw refusal();
            }
        }
    }

    private TooManyAttemptsException refusal() {
        return new TooManyAttemptsException(Duration.ofNanos(untilNextToken()).plusSeconds(1));
    }

    private long untilNextToken() {
        return bucket.nanosUntilNext();
    }
}

package org.stackdeck.operations;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.UserRequest;
import org.stackdeck.identity.UserId;

/**
 * Limits the requests to clouds that one user causes: how many a minute, and how many at the same time. Marks them as
 * {@link UserRequest}.
 */
@Component
class CloudRequestRateLimiter {

    /** Requests of one user at the same time; further ones wait. */
    static final int PARALLEL = 2;

    /** How long a request waits for the user's others. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration WINDOW = Duration.ofMinutes(1);

    /** The number of users in memory. Evicting a full bucket early only helps the user who waits. */
    private static final long REMEMBERED = 100_000;

    private final Cache<Key, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterAccess(WINDOW)
            .build();

    /** Each is in memory as long as a request uses it. */
    private final Cache<UserId, Semaphore> turns =
            Caffeine.newBuilder().weakValues().build();

    /** What is counted together. */
    enum Budget {
        /** Lookups of servers that Stackdeck does not know: ids cost nothing to invent. One that finds a server is given back. */
        UNKNOWN_SERVERS(30),
        /** Console logs and consoles, and orders whose names the cloud does not have. */
        READS(60),
        /** What pages load by themselves: choices, network, volumes, history, usage. */
        LISTS(300);

        private final int perMinute;

        Budget(int perMinute) {
            this.perMinute = perMinute;
        }

        int perMinute() {
            return perMinute;
        }
    }

    private record Key(UserId user, Budget budget) {}

    /** @throws TooManyQuestionsException when there were too many within a minute */
    Question take(UserId user, Budget budget) {
        Bucket bucket = buckets.get(
                new Key(user, budget),
                _ -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(budget.perMinute()).refillGreedy(budget.perMinute(), WINDOW))
                        .build());
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw new TooManyQuestionsException(
                    Duration.ofNanos(probe.getNanosToWaitForRefill()).plusSeconds(1));
        }
        return () -> bucket.addTokens(1);
    }

    /**
     * Counts the request and sends it when it is its turn.
     *
     * @throws TooManyQuestionsException when there were too many within a minute, or there are too many at the same time
     */
    <T> T call(UserId user, Budget budget, Supplier<T> request) {
        take(user, budget);
        return inTurn(user, request);
    }

    /** Counts lookups that fail, and only those: what an accepted operation needs is limited by the operations themselves. */
    <T> T lookUp(UserId user, Supplier<T> request) {
        Question counted = take(user, Budget.READS);
        T found = inTurn(user, request);
        counted.giveBack();
        return found;
    }

    /** Sends a request that is counted already. */
    <T> T inTurn(UserId user, Supplier<T> request) {
        if (UserRequest.isCurrent()) {
            return request.get();
        }
        Semaphore turn = turns.get(user, _ -> new Semaphore(PARALLEL, true));
        if (!acquired(turn)) {
            throw new TooManyQuestionsException(Duration.ofSeconds(1));
        }
        try {
            return UserRequest.call(request);
        } finally {
            turn.release();
        }
    }

    private static boolean acquired(Semaphore turn) {
        try {
            return turn.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** One that was counted. */
    @FunctionalInterface
    interface Question {
        void giveBack();
    }
}

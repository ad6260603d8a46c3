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
 * Limits how many requests to clouds one user causes a minute and at the same time. Marks the requests as {@link
 * UserRequest}.
 */
@Component
class CloudRequestRateLimiter {

    /** Maximum number of concurrent requests of one user. Further requests wait. */
    static final int PARALLEL = 2;

    /** Maximum time that a request waits for other requests of the user. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration WINDOW = Duration.ofMinutes(1);

    /** Maximum number of users in memory. Evicting a full bucket early only benefits the waiting user. */
    private static final long REMEMBERED = 100_000;

    private final Cache<Key, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterAccess(WINDOW)
            .build();

    /** Entries are retained while a request uses them. */
    private final Cache<UserId, Semaphore> turns =
            Caffeine.newBuilder().weakValues().build();

    /** Requests that are counted together. */
    enum Budget {
        /**
         * Lookups of servers that Stackdeck does not know, since ids can be guessed. A successful lookup is not
         * counted.
         */
        UNKNOWN_SERVERS(30),
        /** Console logs, remote consoles, and actions whose names cannot be resolved. */
        READS(60),
        /** Data that pages load automatically: choices, network, volumes, history, usage. */
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

    /** @throws TooManyQuestionsException when the user has made too many requests within a minute */
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
     * Counts the request and sends it, if necessary after other requests of the user.
     *
     * @throws TooManyQuestionsException when the user has made too many requests within a minute, or has too many
     *     concurrent requests
     */
    <T> T call(UserId user, Budget budget, Supplier<T> request) {
        take(user, budget);
        return inTurn(user, request);
    }

    /** Counts only failed lookups. Accepted operations are limited elsewhere. */
    <T> T lookUp(UserId user, Supplier<T> request) {
        Question counted = take(user, Budget.READS);
        T found = inTurn(user, request);
        counted.giveBack();
        return found;
    }

    /** Sends a request that is already counted. */
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

    /** A counted request. */
    @FunctionalInterface
    interface Question {
        void giveBack();
    }
}

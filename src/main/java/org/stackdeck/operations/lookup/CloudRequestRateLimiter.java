package org.stackdeck.operations.lookup;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.client.RequestOrigin;
import org.stackdeck.identity.UserId;
import org.stackdeck.operations.CloudRequestLimitExceededException;
import org.stackdeck.operations.CloudRequestLimitExceededException.Limit;

/**
 * Limits the cloud requests that each user causes, per period and concurrently. Sends the requests with the origin
 * {@link RequestOrigin#USER}.
 */
@Component
public class CloudRequestRateLimiter {

    /** Maximum number of concurrent requests of one user. Further requests wait. */
    static final int MAX_CONCURRENT = 2;

    /** Maximum time that a request waits for other requests of the user. */
    private static final Duration MAX_WAIT = Duration.ofSeconds(10);

    /** Maximum number of buckets in memory. Evicting a bucket early only benefits its user. */
    private static final long MAX_USERS = 100_000;

    private final Cache<BucketKey, Bucket> buckets = Caffeine.newBuilder()
            .executor(Thread::startVirtualThread)
            .maximumSize(MAX_USERS)
            .expireAfterAccess(Duration.ofHours(1))
            .build();

    /** Weak values: an entry is retained only while a request uses it. */
    private final Cache<UserId, Semaphore> semaphores = Caffeine.newBuilder()
            .executor(Thread::startVirtualThread)
            .weakValues()
            .build();

    /** Requests that are counted together. */
    public enum Budget {
        /**
         * Lookups that find no server under an ID for which the user may see no operation. The limit is low, because
         * IDs can be guessed.
         */
        UNKNOWN_SERVERS(30),
        /**
         * Console logs, remote consoles, and failed lookups for actions, launches and uploads, such as resource names
         * that cannot be resolved.
         */
        READS(60),
        /** Data that pages load automatically, such as choices, networks, volumes, timelines and usage. */
        LISTS(300),
        /** Pages of up to 500 operations that are searched for operations that the user may see. */
        OPERATION_PAGES(1_000),
        /**
         * Submitted operations. They are limited because each operation is stored permanently and audited. The limit is
         * sufficient for ten of the largest bulk actions.
         */
        OPERATIONS(5_000, Duration.ofHours(1));

        private final int requests;
        private final Duration window;

        Budget(int requestsPerMinute) {
            this(requestsPerMinute, Duration.ofMinutes(1));
        }

        Budget(int requests, Duration window) {
            this.requests = requests;
            this.window = window;
        }

        /** Returns the maximum number of requests in the window of the budget. */
        public int requests() {
            return requests;
        }
    }

    private record BucketKey(UserId user, Budget budget) {}

    /** @throws CloudRequestLimitExceededException if the user has made too many requests */
    CountedRequest consume(UserId user, Budget budget) {
        return consume(user, budget, 1);
    }

    /** @throws CloudRequestLimitExceededException if the user has submitted too many operations */
    public CountedRequest consumeOperations(UserId user, int operations) {
        return consume(user, Budget.OPERATIONS, operations);
    }

    /**
     * Counts a request whose result users share. Does not limit the user's concurrent requests.
     *
     * @throws CloudRequestLimitExceededException if the user has made too many requests
     */
    public void consumeList(UserId user) {
        consume(user, Budget.LISTS);
    }

    /** Counts a page of operations. Returns false if the limit is exceeded. */
    public boolean tryConsumeOperationPage(UserId user) {
        return bucket(user, Budget.OPERATION_PAGES).tryConsume(1);
    }

    private Bucket bucket(UserId user, Budget budget) {
        return buckets.get(
                new BucketKey(user, budget),
                _ -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(budget.requests).refillGreedy(budget.requests, budget.window))
                        .build());
    }

    private CountedRequest consume(UserId user, Budget budget, int number) {
        Bucket bucket = bucket(user, budget);
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(number);
        if (!probe.isConsumed()) {
            throw new CloudRequestLimitExceededException(
                    budget == Budget.OPERATIONS ? Limit.OPERATIONS : Limit.REQUESTS,
                    Duration.ofNanos(probe.getNanosToWaitForRefill()).plusSeconds(1));
        }
        return () -> bucket.addTokens(number);
    }

    /**
     * Counts the request and sends it. Waits up to ten seconds for other requests of the user.
     *
     * @throws CloudRequestLimitExceededException if the user has made too many requests, or the other requests have not
     *     ended
     */
    <T> T call(UserId user, Budget budget, Supplier<T> request) {
        consume(user, budget);
        return callWithoutCounting(user, request);
    }

    /** Sends the request and counts it only if it fails. Accepted operations are counted separately. */
    public <T> T callCountingFailures(UserId user, Supplier<T> request) {
        CountedRequest counted = consume(user, Budget.READS);
        T found = callWithoutCounting(user, request);
        counted.refund();
        return found;
    }

    /** Sends a request that has already been counted. Waits up to ten seconds for other requests of the user. */
    <T> T callWithoutCounting(UserId user, Supplier<T> request) {
        if (RequestOrigin.current() == RequestOrigin.USER) {
            return request.get();
        }
        Semaphore turn = semaphores.get(user, _ -> new Semaphore(MAX_CONCURRENT, true));
        if (!tryAcquire(turn)) {
            throw new CloudRequestLimitExceededException(Limit.REQUESTS, Duration.ofSeconds(1));
        }
        try {
            return RequestOrigin.USER.call(request::get);
        } finally {
            turn.release();
        }
    }

    private static boolean tryAcquire(Semaphore turn) {
        try {
            return turn.tryAcquire(MAX_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A request that has been counted and can be refunded. */
    @FunctionalInterface
    public interface CountedRequest {
        void refund();
    }
}

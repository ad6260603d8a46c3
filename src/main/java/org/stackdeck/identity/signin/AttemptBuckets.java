package org.stackdeck.identity.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import org.stackdeck.identity.TooManyAttemptsException;

/** Token buckets that count attempts, by key. A bucket is removed when it has not been used for {@link #WINDOW}. */
final class AttemptBuckets {

    static final Duration WINDOW = Duration.ofMinutes(10);
    /**
     * Maximum number of buckets, so that a flood of addresses cannot fill the memory. If a bucket is evicted early, the
     * attempts that it counted are forgotten.
     */
    static final long MAX_BUCKETS = 50_000;

    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .executor(Thread::startVirtualThread)
            .maximumSize(MAX_BUCKETS)
            .expireAfterAccess(WINDOW)
            .build();

    Bucket get(String key, int capacity) {
        return get(key, capacity, WINDOW);
    }

    Bucket get(String key, int capacity, Duration window) {
        return buckets.get(key, _ -> create(capacity, window));
    }

    /** Takes a token or throws {@link TooManyAttemptsException}. */
    void take(String key, int capacity) {
        take(get(key, capacity));
    }

    long count() {
        buckets.cleanUp();
        return buckets.estimatedSize();
    }

    static Bucket create(int capacity, Duration window) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(capacity).refillGreedy(capacity, window))
                .build();
    }

    /** Takes a token or throws {@link TooManyAttemptsException}. */
    static void take(Bucket bucket) {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw new TooManyAttemptsException(
                    Duration.ofNanos(probe.getNanosToWaitForRefill()).plusSeconds(1));
        }
    }
}

package org.stackdeck.identity.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import org.stackdeck.identity.TooManyAttemptsException;
import org.stackdeck.platform.Sha256;

/** Token buckets that count attempts, by key. A bucket is removed when it has not been used for {@link #WINDOW}. */
final class AttemptBuckets {

    static final Duration WINDOW = Duration.ofMinutes(10);
    /**
     * Maximum number of buckets, so that a flood of addresses cannot fill the memory. If a bucket is evicted early, the
     * attempts that it counted no longer count.
     */
    static final long MAX_BUCKETS = 50_000;

    private static final int DIGEST_BYTES = 16;

    private final Cache<BucketId, AttemptBucket> buckets = Caffeine.newBuilder()
            .executor(Thread::startVirtualThread)
            .maximumSize(MAX_BUCKETS)
            .expireAfterAccess(WINDOW)
            .build();
    private volatile Counter counter = (_, _) -> {};

    /**
     * Identifies a bucket on all nodes.
     *
     * @param digest digest of the key; the key itself can contain names that users typed
     */
    record BucketId(String digest, int capacity, Duration window) {}

    /** Receives the number of tokens that this node takes; negative if the node puts tokens back. */
    interface Counter {
        void count(BucketId bucket, long taken);
    }

    void setCounter(Counter counter) {
        this.counter = counter;
    }

    AttemptBucket get(String key, int capacity) {
        return get(key, capacity, WINDOW);
    }

    AttemptBucket get(String key, int capacity, Duration window) {
        return get(new BucketId(digest(key), capacity, window));
    }

    AttemptBucket get(BucketId id) {
        return buckets.get(id, _ -> new AttemptBucket(id.capacity(), id.window(), taken -> counter.count(id, taken)));
    }

    /** Takes a token or throws {@link TooManyAttemptsException}. */
    void take(String key, int capacity) {
        get(key, capacity).take();
    }

    long count() {
        buckets.cleanUp();
        return buckets.estimatedSize();
    }

    private static String digest(String key) {
        byte[] digest = Sha256.newDigest().digest(key.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, DIGEST_BYTES));
    }
}

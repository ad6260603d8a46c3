package org.stackdeck.identity.signin;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.function.LongConsumer;
import org.stackdeck.identity.TooManyAttemptsException;

/**
 * Token bucket that counts attempts. Attempts on other nodes are deducted with a delay, so the number of tokens can
 * become negative. Together, the nodes then briefly admit more attempts than the limit, and fewer afterward.
 */
final class AttemptBucket {

    private final int capacity;
    private final Duration window;
    private final LongConsumer counter;
    private final Bucket tokens;

    /**
     * @param capacity maximum number of tokens, all of which are refilled within the window
     * @param counter receives the number of tokens that this node takes; negative if the node puts tokens back
     */
    AttemptBucket(int capacity, Duration window, LongConsumer counter) {
        this.capacity = capacity;
        this.window = window;
        this.counter = counter;
        this.tokens = Bucket.builder()
                .addLimit(limit -> limit.capacity(capacity).refillGreedy(capacity, window))
                .build();
    }

    /** Creates a bucket whose attempts are not sent to other nodes. */
    static AttemptBucket unshared(int capacity, Duration window) {
        return new AttemptBucket(capacity, window, _ -> {});
    }

    boolean tryTake() {
        boolean taken = tokens.tryConsume(1);
        if (taken) {
            counter.accept(1);
        }
        return taken;
    }

    /** Takes a token or throws {@link TooManyAttemptsException}. */
    void take() {
        ConsumptionProbe probe = tokens.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw new TooManyAttemptsException(
                    Duration.ofNanos(probe.getNanosToWaitForRefill()).plusSeconds(1));
        }
        counter.accept(1);
    }

    /** Puts back the token of an attempt that does not count. */
    void putBack() {
        tokens.addTokens(1);
        counter.accept(-1);
    }

    /** @param taken number of tokens that another node took; negative if the node put tokens back */
    void deduct(long taken) {
        if (taken > 0) {
            var _ = tokens.consumeIgnoringRateLimits(taken);
        } else if (taken < 0) {
            tokens.addTokens(-taken);
        }
    }

    long available() {
        return tokens.getAvailableTokens();
    }

    /** Returns the time until a token is available, in nanoseconds. */
    long nanosUntilNext() {
        return tokens.estimateAbilityToConsume(1).getNanosToWaitForRefill();
    }

    /** Returns the number of tokens that are refilled within the time. */
    int refilledWithin(Duration time) {
        return Math.toIntExact(time.toMillis() * capacity / window.toMillis());
    }
}

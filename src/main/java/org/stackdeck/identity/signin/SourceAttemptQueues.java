package org.stackdeck.identity.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.stackdeck.identity.TooManyAttemptsException;
import org.stackdeck.platform.ClientNetwork;

/**
 * Queues of attempts at the secrets of named accounts, one for each network. An attempt from a network that has used up
 * its attempts waits in the queue, unless it belongs to a known pair and the password is correct.
 */
final class SourceAttemptQueues {

    /** Maximum number of waiting attempts, for all addresses together. */
    private static final int MAX_WAITING = 500;

    private final AttemptLimitProperties attemptLimitProperties;
    private final AttemptBuckets buckets;
    private final Semaphore waitingPermits = new Semaphore(MAX_WAITING);
    private final Cache<String, RateLimitedAttemptQueue> queues = Caffeine.newBuilder()
            .executor(Thread::startVirtualThread)
            .maximumSize(AttemptBuckets.MAX_BUCKETS)
            .expireAfterAccess(AttemptBuckets.WINDOW)
            .build();

    SourceAttemptQueues(AttemptLimitProperties attemptLimitProperties, AttemptBuckets buckets) {
        this.attemptLimitProperties = attemptLimitProperties;
        this.buckets = buckets;
    }

    /** Closes the queues, so that waiting attempts do not delay the shutdown. */
    void close() {
        queues.asMap().values().forEach(RateLimitedAttemptQueue::close);
    }

    long count() {
        queues.cleanUp();
        return queues.estimatedSize();
    }

    /**
     * Counts an attempt, or throws {@link TooManyAttemptsException}.
     *
     * @param byBoth limit of the name together with the address
     * @param checks limit of the known pair, null for other pairs
     * @param check whether the secret is correct; called for a known pair if the attempt would have to wait
     * @param simulatedCheck takes as long as the check; called instead of the check for any other pair
     */
    AttemptPermit awaitTurn(
            String source,
            AttemptBucket byBoth,
            @Nullable AttemptBucket checks,
            BooleanSupplier check,
            Runnable simulatedCheck) {
        byBoth.take();
        boolean allowed = checks == null || checks.tryTake();
        RateLimitedAttemptQueue bySource = queue(source);
        try {
            if (!bySource.tryAcquire()) {
                if (isCorrect(allowed ? checks : null, check, simulatedCheck)) {
                    return new AttemptPermit(() -> giveBack(byBoth, checks), true, true);
                }
                // The check of a known pair is not refunded if the queue refuses the attempt.
                // A name with fewer failures has priority.
                bySource.acquire(byBoth.available());
            }
        } catch (TooManyAttemptsException e) {
            byBoth.putBack();
            throw e;
        }
        return new AttemptPermit(
                () -> {
                    giveBack(byBoth, checks);
                    bySource.release();
                },
                checks != null,
                allowed);
    }

    /** @param checks limit of the known pair, refunded if the check is refused; null if no check is allowed */
    private boolean isCorrect(@Nullable AttemptBucket checks, BooleanSupplier check, Runnable simulatedCheck) {
        boolean acquired = waitingPermits.tryAcquire();
        try {
            if (!acquired) {
                throw new TooManyAttemptsException(Duration.ofSeconds(1));
            }
            if (checks != null) {
                return check.getAsBoolean();
            }
            simulatedCheck.run();
            return false;
        } catch (TooManyAttemptsException e) {
            if (checks != null) {
                checks.putBack();
            }
            throw e;
        } finally {
            if (acquired) {
                waitingPermits.release();
            }
        }
    }

    private static void giveBack(AttemptBucket byBoth, @Nullable AttemptBucket checks) {
        byBoth.putBack();
        if (checks != null) {
            checks.putBack();
        }
    }

    private RateLimitedAttemptQueue queue(String source) {
        String network = ClientNetwork.of(source);
        // Read the bucket even if the queue exists, so that the bucket does not expire before the queue.
        AttemptBucket bucket = buckets.get("source " + network, attemptLimitProperties.perSource());
        return queues.get(
                network, _ -> new RateLimitedAttemptQueue(bucket, attemptLimitProperties.patience(), waitingPermits));
    }
}

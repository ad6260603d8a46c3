package org.stackdeck.operations;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import org.springframework.stereotype.Component;
import org.stackdeck.identity.UserId;

/**
 * How often one user may have a cloud asked for a server of which the console knows nothing, since an id costs nothing to
 * make up. A question that finds a server is given back.
 */
@Component
class QuestionLimit {

    static final int CAPACITY = 30;

    private static final Duration WINDOW = Duration.ofMinutes(1);

    /** As many users are counted; full buckets forgotten early only help the one who waits. */
    private static final long REMEMBERED = 100_000;

    private final Cache<UserId, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterAccess(WINDOW)
            .build();

    /** @throws TooManyQuestionsException when there were too many */
    Question take(UserId user) {
        Bucket bucket = buckets.get(
                user,
                _ -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(CAPACITY).refillGreedy(CAPACITY, WINDOW))
                        .build());
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            throw new TooManyQuestionsException(
                    Duration.ofNanos(probe.getNanosToWaitForRefill()).plusSeconds(1));
        }
        return () -> bucket.addTokens(1);
    }

    /** One that was counted. */
    @FunctionalInterface
    interface Question {

        Question FREE = () -> {};

        void giveBack();
    }
}

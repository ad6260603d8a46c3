package org.stackdeck.identity.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.stackdeck.identity.TooManyAttemptsException;

class AttemptBucketTests {

    private final List<Long> counted = new ArrayList<>();
    private final AttemptBucket bucket = new AttemptBucket(2, Duration.ofHours(2), counted::add);

    @Test
    void attemptsOnThisNodeAreCounted() {
        bucket.take();
        assertThat(bucket.tryTake()).isTrue();
        assertThat(bucket.tryTake()).isFalse();
        bucket.putBack();

        assertThat(counted).containsExactly(1L, 1L, -1L);
        assertThat(bucket.available()).isEqualTo(1);
    }

    @Test
    void attemptsOnOtherNodesBeyondTheLimitDelayTheNextOne() {
        bucket.take();

        bucket.deduct(3);

        assertThat(bucket.available()).isEqualTo(-2);
        assertThatExceptionOfType(TooManyAttemptsException.class)
                .isThrownBy(bucket::take)
                .satisfies(refusal -> assertThat(refusal.retryAfter()).isGreaterThan(Duration.ofMinutes(150)));
        bucket.deduct(-3);
        assertThat(bucket.tryTake()).isTrue();
        assertThat(counted).containsExactly(1L, 1L);
    }
}

package org.stackdeck.identity.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.stackdeck.identity.TooManyAttemptsException;

class RateLimitedAttemptQueueTests {

    private static final Executor THREADS = Thread::startVirtualThread;

    private final Semaphore places = new Semaphore(10);

    @Test
    void attemptBeyondTheLimitWaitsForAToken() {
        RateLimitedAttemptQueue queue = new RateLimitedAttemptQueue(
                AttemptBucket.unshared(1, Duration.ofSeconds(1)), Duration.ofSeconds(30), places);
        queue.acquire(0);
        assertThat(queue.tryAcquire()).isFalse();

        queue.acquire(0);

        assertThat(places.availablePermits()).isEqualTo(10);
    }

    @Test
    void tokenOfASuccessfulAttemptAdmitsTheNextOne() {
        RateLimitedAttemptQueue queue = oneAnHour(Duration.ofHours(2));
        queue.acquire(0);
        CompletableFuture<Void> next = CompletableFuture.runAsync(() -> queue.acquire(0), THREADS);
        awaitWaiting(1);

        queue.release();

        next.join();
    }

    @Test
    void attemptsThatCannotBeAdmittedInTimeAreRefusedImmediately() {
        RateLimitedAttemptQueue queue = oneAnHour(Duration.ofSeconds(20));
        queue.acquire(0);

        assertThatThrownBy(() -> queue.acquire(0))
                .isInstanceOfSatisfying(
                        TooManyAttemptsException.class,
                        refusal -> assertThat(refusal.retryAfter()).isGreaterThan(Duration.ofMinutes(50)));
    }

    @Test
    void attemptWithHigherRankIsAdmittedFirstAndReplacesALowerOne() {
        RateLimitedAttemptQueue queue = oneAnHour(Duration.ofHours(2));
        queue.acquire(0);
        List<String> admitted = new CopyOnWriteArrayList<>();
        CompletableFuture<Void> first = attempt(queue, 3, "first", admitted, 1);
        CompletableFuture<Void> second = attempt(queue, 1, "second", admitted, 2);

        CompletableFuture<Void> third = CompletableFuture.runAsync(() -> take(queue, 5, "third", admitted), THREADS);

        assertThatThrownBy(second::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(TooManyAttemptsException.class);
        awaitWaiting(2);
        assertThatThrownBy(() -> queue.acquire(2)).isInstanceOf(TooManyAttemptsException.class);
        queue.release();
        third.join();
        queue.release();
        first.join();
        assertThat(admitted).containsExactly("third", "first");
    }

    @Test
    void attemptOfTheSameRankReplacesAWaitingOne() {
        RateLimitedAttemptQueue queue = oneAnHour(Duration.ofHours(2));
        queue.acquire(0);
        List<String> admitted = new CopyOnWriteArrayList<>();
        CompletableFuture<Void> first = attempt(queue, 1, "first", admitted, 1);
        CompletableFuture<Void> second = attempt(queue, 1, "second", admitted, 2);

        CompletableFuture<Void> third = CompletableFuture.runAsync(() -> take(queue, 1, "third", admitted), THREADS);

        await().until(() -> first.isCompletedExceptionally() ^ second.isCompletedExceptionally());
        awaitWaiting(2);
        queue.release();
        await().until(() -> admitted.size() == 1);
        queue.release();
        third.join();
        assertThat(admitted).hasSize(2).contains("third");
    }

    @Test
    void numberOfWaitingAttemptsIsLimitedForAllQueues() {
        Semaphore none = new Semaphore(0);
        RateLimitedAttemptQueue queue =
                new RateLimitedAttemptQueue(AttemptBucket.unshared(1, Duration.ofHours(1)), Duration.ofHours(2), none);
        queue.acquire(0);

        assertThatThrownBy(() -> queue.acquire(0)).isInstanceOf(TooManyAttemptsException.class);
    }

    @Test
    void closeRefusesWaitingAttempts() {
        RateLimitedAttemptQueue queue = oneAnHour(Duration.ofHours(2));
        queue.acquire(0);
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> queue.acquire(0), THREADS);
        awaitWaiting(1);

        queue.close();

        assertThatThrownBy(waiting::join).hasCauseInstanceOf(TooManyAttemptsException.class);
    }

    private RateLimitedAttemptQueue oneAnHour(Duration patience) {
        return new RateLimitedAttemptQueue(AttemptBucket.unshared(1, Duration.ofHours(1)), patience, places);
    }

    private CompletableFuture<Void> attempt(
            RateLimitedAttemptQueue queue, long rank, String name, List<String> admitted, int waiting) {
        CompletableFuture<Void> attempt = CompletableFuture.runAsync(() -> take(queue, rank, name, admitted), THREADS);
        awaitWaiting(waiting);
        return attempt;
    }

    private static void take(RateLimitedAttemptQueue queue, long rank, String name, List<String> admitted) {
        queue.acquire(rank);
        admitted.add(name);
    }

    private void awaitWaiting(int number) {
        await().until(() -> places.availablePermits() == 10 - number);
    }
}

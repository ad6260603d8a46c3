package org.stackdeck.inventory.polling.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.stackdeck.platform.MutableClock;

class DemandPollLoopTests {

    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final MutableClock clock = new MutableClock(Instant.parse("2026-11-30T10:00:00Z"));
    private final AtomicInteger polls = new AtomicInteger();
    private volatile boolean isDemanded = true;
    private volatile boolean fails;
    private final DemandPollLoop loop = new DemandPollLoop("test", () -> isDemanded, clock, this::poll);

    private void poll() {
        poll(() -> {});
    }

    private void poll(Runnable work) {
        Instant start = loop.begin();
        polls.incrementAndGet();
        work.run();
        loop.end(start, PAUSE, fails);
    }

    @Test
    void firstPollIsDueImmediatelyAndTheNextAfterThePause() {
        assertThat(loop.dueIn()).isZero();
        assertThat(loop.isPaused()).isFalse();

        poll();

        assertThat(loop.dueIn()).isEqualTo(PAUSE);
        assertThat(loop.isPaused()).isTrue();
        clock.advance(PAUSE.plusMillis(1));
        assertThat(loop.dueIn()).isLessThanOrEqualTo(Duration.ZERO);
        assertThat(loop.isPaused()).isFalse();
    }

    @Test
    void pollIsNotDueWithoutDemandEvenIfItHasExpired() {
        poll();
        isDemanded = false;

        loop.expire();

        assertThat(loop.dueIn()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void expirationEndsThePauseOnce() {
        poll();

        loop.expire();
        loop.expire();
        assertThat(loop.dueIn()).isZero();
        assertThat(loop.isPaused()).isFalse();

        poll();
        assertThat(loop.dueIn()).isEqualTo(PAUSE);
    }

    @Test
    void expirationDuringAPollEndsThePauseAfterIt() {
        poll(loop::expire);

        assertThat(loop.dueIn()).isZero();
        assertThat(loop.isPaused()).isFalse();
    }

    @Test
    void expirationEndsThePauseAfterAFailureAndBetweenHints() {
        fails = true;
        poll();
        loop.expire();
        assertThat(loop.dueIn()).isZero();

        fails = false;
        loop.hint();
        poll();
        loop.hint();
        assertThat(loop.dueIn()).isEqualTo(Duration.ofMillis(500));
        loop.expire();
        assertThat(loop.dueIn()).isZero();
        loop.hint();
        assertThat(loop.dueIn()).as("a hint does not delay an expired poll").isZero();
    }

    @Test
    void hintShortensThePauseUnlessThePollHasFailed() {
        poll();
        loop.hint();
        assertThat(loop.dueIn()).isZero();

        fails = true;
        poll();
        loop.hint();
        assertThat(loop.dueIn()).isEqualTo(PAUSE);
        assertThat(loop.isPaused()).isTrue();

        fails = false;
        poll();
        loop.hint();
        assertThat(loop.dueIn()).isLessThan(PAUSE);
    }

    @Test
    void runningLoopPollsOnceForEachExpiration() {
        loop.start();
        try {
            await().until(() -> polls.get() == 1);
            loop.expire();
            await().until(() -> polls.get() == 2);
            await().during(Duration.ofMillis(100)).until(() -> polls.get() == 2);
        } finally {
            loop.stop();
        }
    }

    @Test
    void demandThatBeginsCausesAPoll() {
        isDemanded = false;
        loop.start();
        try {
            await().during(Duration.ofMillis(100)).until(() -> polls.get() == 0);
            isDemanded = true;
            loop.wake();
            await().until(() -> polls.get() == 1);
        } finally {
            loop.stop();
        }
    }
}

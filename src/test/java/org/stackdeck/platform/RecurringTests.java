package org.stackdeck.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class RecurringTests {

    private static final Duration SOON = Duration.ofMillis(5);
    private static final Duration NEVER = Duration.ofDays(1);

    private final AtomicInteger times = new AtomicInteger();

    @Test
    void taskRunsRepeatedlyOnAThreadWithItsName() {
        List<String> threads = new CopyOnWriteArrayList<>();
        Recurring recurring = new Recurring(
                "looks", SOON, () -> threads.add(Thread.currentThread().getName()));

        recurring.start();
        try {
            await().until(() -> threads.size() > 2);
        } finally {
            recurring.stop();
        }

        assertThat(threads).containsOnly("looks");
    }

    @Test
    void firstDelayMayBeShorterThanThePause() {
        Recurring recurring = new Recurring("looks", SOON, NEVER, times::incrementAndGet);

        recurring.start();
        try {
            await().until(() -> times.get() == 1);
        } finally {
            recurring.stop();
        }
    }

    @Test
    void failuresDoNotEndTheTaskAndAreLoggedOnce(CapturedOutput output) {
        AtomicBoolean away = new AtomicBoolean(true);
        Recurring recurring = new Recurring("looks", SOON, () -> {
            times.incrementAndGet();
            if (away.get()) {
                throw new AssertionError("away");
            }
        });

        recurring.start();
        try {
            awaitMore();
            assertThat(told(output)).isEqualTo(1);
            away.set(false);
            awaitMore();
            away.set(true);
            awaitMore();
        } finally {
            recurring.stop();
        }

        assertThat(told(output)).isEqualTo(2);
    }

    @Test
    void secondStartHasNoEffectAndStopEndsTheTask() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Recurring recurring = new Recurring("looks", SOON, NEVER, () -> {
            times.incrementAndGet();
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
        });

        recurring.start();
        recurring.start();
        begun.await();
        assertThat(recurring.isRunning()).isTrue();
        recurring.stop();

        interrupted.await();
        assertThat(recurring.isRunning()).isFalse();
        assertThat(times).hasValue(1);
    }

    @Test
    void taskCanBeRestarted() {
        Recurring recurring = new Recurring("looks", SOON, NEVER, times::incrementAndGet);
        recurring.start();
        await().until(() -> times.get() == 1);
        recurring.stop();

        recurring.start();
        try {
            await().until(() -> times.get() == 2);
        } finally {
            recurring.stop();
        }
    }

    /** Waits for three runs: one may have been in progress, and the last one may not have been checked yet. */
    private void awaitMore() {
        int before = times.get();
        await().until(() -> times.get() >= before + 3);
    }

    private static long told(CapturedOutput output) {
        return output.getOut()
                .lines()
                .filter(line -> line.contains("looks: run failed, will be retried"))
                .count();
    }
}

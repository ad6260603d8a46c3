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
class PeriodicTaskTests {

    private static final Duration SOON = Duration.ofMillis(5);
    private static final Duration NEVER = Duration.ofDays(1);

    private final AtomicInteger times = new AtomicInteger();

    @Test
    void taskRunsRepeatedlyOnAThreadWithItsName() {
        List<String> threads = new CopyOnWriteArrayList<>();
        PeriodicTask periodicTask = new PeriodicTask(
                "looks", SOON, () -> threads.add(Thread.currentThread().getName()));

        periodicTask.start();
        try {
            await().until(() -> threads.size() > 2);
        } finally {
            periodicTask.stop();
        }

        assertThat(threads).containsOnly("looks");
    }

    @Test
    void firstDelayMayBeShorterThanThePause() {
        PeriodicTask periodicTask = new PeriodicTask("looks", SOON, NEVER, times::incrementAndGet);

        periodicTask.start();
        try {
            await().until(() -> times.get() == 1);
        } finally {
            periodicTask.stop();
        }
    }

    @Test
    void failuresDoNotEndTheTaskAndAreLoggedOnce(CapturedOutput output) {
        AtomicBoolean away = new AtomicBoolean(true);
        PeriodicTask periodicTask = new PeriodicTask("looks", SOON, () -> {
            times.incrementAndGet();
            if (away.get()) {
                throw new AssertionError("away");
            }
        });

        periodicTask.start();
        try {
            awaitMore();
            assertThat(told(output)).isEqualTo(1);
            away.set(false);
            awaitMore();
            away.set(true);
            awaitMore();
        } finally {
            periodicTask.stop();
        }

        assertThat(told(output)).isEqualTo(2);
    }

    @Test
    void secondStartHasNoEffectAndStopEndsTheTask() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        PeriodicTask periodicTask = new PeriodicTask("looks", SOON, NEVER, () -> {
            times.incrementAndGet();
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
        });

        periodicTask.start();
        periodicTask.start();
        begun.await();
        assertThat(periodicTask.isRunning()).isTrue();
        periodicTask.stop();

        interrupted.await();
        assertThat(periodicTask.isRunning()).isFalse();
        assertThat(times).hasValue(1);
    }

    @Test
    void taskCanBeRestarted() {
        PeriodicTask periodicTask = new PeriodicTask("looks", SOON, NEVER, times::incrementAndGet);
        periodicTask.start();
        await().until(() -> times.get() == 1);
        periodicTask.stop();

        periodicTask.start();
        try {
            await().until(() -> times.get() == 2);
        } finally {
            periodicTask.stop();
        }
    }

    @Test
    void triggerRunsTheTaskEarlyAndOnlyWhileItIsStarted() {
        PeriodicTask periodicTask = new PeriodicTask("looks", NEVER, times::incrementAndGet);
        periodicTask.trigger();
        periodicTask.start();
        try {
            periodicTask.trigger();
            await().until(() -> times.get() == 1);
        } finally {
            periodicTask.stop();
        }

        periodicTask.trigger();

        assertThat(times).hasValue(1);
    }

    @Test
    void triggersDuringARunCauseOneFurtherRun() {
        CountDownLatch end = new CountDownLatch(1);
        PeriodicTask periodicTask = new PeriodicTask("looks", NEVER, () -> {
            times.incrementAndGet();
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        periodicTask.start();
        try {
            periodicTask.trigger();
            await().until(() -> times.get() == 1);
            for (int i = 0; i < 100; i++) {
                periodicTask.trigger();
            }
            end.countDown();
            await().until(() -> times.get() == 2);

            // If the earlier triggers caused further runs, there would be more than three runs.
            periodicTask.trigger();
            await().until(() -> times.get() == 3);
        } finally {
            periodicTask.stop();
        }
        assertThat(times).hasValue(3);
    }

    /** Waits until three more runs have begun, so that at least one run has begun and ended after the call. */
    private void awaitMore() {
        int before = times.get();
        await().until(() -> times.get() >= before + 3);
    }

    private static long told(CapturedOutput output) {
        return output.getOut()
                .lines()
                .filter(line -> line.contains("The periodic task looks failed and will be retried"))
                .count();
    }
}

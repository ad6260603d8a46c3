package org.stackdeck.inventory.polling.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PollLoopTests {

    @Test
    void continuesAfterExceptionsAndErrors() throws InterruptedException {
        AtomicInteger turns = new AtomicInteger();
        CountDownLatch third = new CountDownLatch(1);
        PollLoop pollLoop = new PollLoop("test", () -> Duration.ZERO, () -> {
            switch (turns.incrementAndGet()) {
                case 1 -> throw new StackOverflowError();
                case 2 -> throw new IllegalStateException();
                default -> third.countDown();
            }
        });

        pollLoop.start();

        assertThat(third.await(10, TimeUnit.SECONDS)).isTrue();
        pollLoop.stop();
    }
}

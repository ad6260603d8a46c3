package org.stackdeck.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LoopTests {

    @Test
    void continuesAfterExceptionsAndErrors() throws InterruptedException {
        AtomicInteger turns = new AtomicInteger();
        CountDownLatch third = new CountDownLatch(1);
        Loop loop = new Loop("test", () -> Duration.ZERO, () -> {
            switch (turns.incrementAndGet()) {
                case 1 -> throw new StackOverflowError();
                case 2 -> throw new IllegalStateException();
                default -> third.countDown();
            }
        });

        loop.start();

        assertThat(third.await(10, TimeUnit.SECONDS)).isTrue();
        loop.stop();
    }
}

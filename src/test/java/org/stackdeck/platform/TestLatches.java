package org.stackdeck.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits for latches in tasks that cannot throw {@link InterruptedException}. */
public final class TestLatches {

    private TestLatches() {}

    /** Waits until the latch is released. Fails after a minute, and returns early if the thread is interrupted. */
    public static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

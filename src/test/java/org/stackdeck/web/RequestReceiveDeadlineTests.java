package org.stackdeck.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RequestReceiveDeadlineTests {

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private final RequestReceiveDeadline deadline = new RequestReceiveDeadline(Duration.ofSeconds(20), now::get);

    @Test
    void deadlineIsExceededAfterTheTimeout() {
        deadline.addReceived(1);
        pass(19);
        assertThat(deadline.isExceeded()).isFalse();
        pass(2);
        assertThat(deadline.isExceeded()).isTrue();
    }

    @Test
    void deadlineGrowsByOneSecondForEachKibibyte() {
        deadline.addReceived(1024);
        pass(15);
        deadline.addReceived(9 * 1024);
        pass(14);
        assertThat(deadline.isExceeded()).isFalse();
        pass(2);
        assertThat(deadline.isExceeded()).isTrue();
    }

    @Test
    void receivedBytesExtendTheDeadlineToOneMinute() {
        deadline.addReceived(1024 * 1024);
        pass(60);
        assertThat(deadline.isExceeded()).isFalse();
        pass(1);
        assertThat(deadline.isExceeded()).isTrue();
    }

    @Test
    void uploadsMayTakeLongAtSixtyFourKibibytesPerSecond() {
        for (int i = 0; i < 10; i++) {
            deadline.addReceived(64 * 60 * 1024);
            pass(60);
            assertThat(deadline.isExceeded()).isFalse();
        }
        pass(61);
        assertThat(deadline.isExceeded()).isTrue();
    }

    @Test
    void deadlineExcludesIdleTimeAndResponses() {
        pass(100);
        assertThat(deadline.isExceeded()).isFalse();
        deadline.addReceived(1);
        deadline.reset();
        pass(100);
        assertThat(deadline.isExceeded()).isFalse();
        deadline.addReceived(1);
        assertThat(deadline.isExceeded()).isFalse();
    }

    private void pass(int seconds) {
        now.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }
}

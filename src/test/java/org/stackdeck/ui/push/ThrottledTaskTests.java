package org.stackdeck.ui.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class ThrottledTaskTests {

    private static final Duration REST = Duration.ofSeconds(3);

    private final Queue<Runnable> later = new ArrayDeque<>();
    private int done;
    private final ThrottledTask throttledTask = new ThrottledTask(REST, () -> done++, (_, task) -> later.add(task));

    @Test
    void taskRunsImmediatelyThenOnceAfterThePause() {
        throttledTask.trigger();
        pass();
        assertThat(done).isEqualTo(1);

        throttledTask.trigger();
        throttledTask.trigger();
        assertThat(done).isEqualTo(1);

        pass();
        assertThat(done).isEqualTo(2);
        pass();
        assertThat(later).isEmpty();
        assertThat(done).isEqualTo(2);
    }

    @Test
    void noRunIsPendingAfterAPause() {
        throttledTask.trigger();
        pass();
        pass();

        throttledTask.trigger();
        pass();

        assertThat(done).isEqualTo(2);
    }

    @Test
    void secondTriggerRunsTheTaskAgainAfterThePause() {
        throttledTask.triggerTwice();
        pass();
        assertThat(done).isEqualTo(1);

        pass();
        pass();

        assertThat(done).isEqualTo(2);
        assertThat(later).isEmpty();
    }

    @Test
    void taskRunsAgainAfterAFailure() {
        ThrottledTask failing = new ThrottledTask(
                REST,
                () -> {
                    done++;
                    throw new IllegalStateException("as it happens");
                },
                (_, task) -> later.add(task));
        failing.triggerTwice();
        for (int i = 0; i < 3; i++) {
            try {
                pass();
            } catch (IllegalStateException e) {
                // In production, the task fails on a separate thread.
            }
        }

        assertThat(done).isEqualTo(2);
    }

    private void pass() {
        later.remove().run();
    }
}

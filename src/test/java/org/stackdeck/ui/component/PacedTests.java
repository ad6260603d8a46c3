package org.stackdeck.ui.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class PacedTests {

    private static final Duration REST = Duration.ofSeconds(3);

    private final Queue<Runnable> later = new ArrayDeque<>();
    private int done;
    private final Paced paced = new Paced(REST, () -> done++, (_, task) -> later.add(task));

    @Test
    void taskRunsImmediatelyThenOnceAfterThePause() {
        paced.tell();
        pass();
        assertThat(done).isEqualTo(1);

        paced.tell();
        paced.tell();
        assertThat(done).isEqualTo(1);

        pass();
        assertThat(done).isEqualTo(2);
        pass();
        assertThat(later).isEmpty();
        assertThat(done).isEqualTo(2);
    }

    @Test
    void noRunIsPendingAfterAPause() {
        paced.tell();
        pass();
        pass();

        paced.tell();
        pass();

        assertThat(done).isEqualTo(2);
    }

    @Test
    void secondTriggerRunsTheTaskAgainAfterThePause() {
        paced.tellTwice();
        pass();
        assertThat(done).isEqualTo(1);

        pass();
        pass();

        assertThat(done).isEqualTo(2);
        assertThat(later).isEmpty();
    }

    @Test
    void taskRunsAgainAfterAFailure() {
        Paced failing = new Paced(
                REST,
                () -> {
                    done++;
                    throw new IllegalStateException("as it happens");
                },
                (_, task) -> later.add(task));
        failing.tellTwice();
        for (int i = 0; i < 3; i++) {
            try {
                pass();
            } catch (IllegalStateException e) {
                // In production, it fails on a thread of its own.
            }
        }

        assertThat(done).isEqualTo(2);
    }

    private void pass() {
        later.remove().run();
    }
}

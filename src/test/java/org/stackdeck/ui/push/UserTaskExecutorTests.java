package org.stackdeck.ui.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.stackdeck.identity.TooManyChangesException;
import org.stackdeck.identity.UserId;

class UserTaskExecutorTests {

    private static final UserId ANN = new UserId(UUID.randomUUID());
    private static final UserId BOB = new UserId(UUID.randomUUID());

    private final UserTaskExecutor executor = new UserTaskExecutor("task", 2, 3);
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicInteger started = new AtomicInteger();

    @Test
    void tasksBeyondTheLimitWaitAndFurtherTasksAreRefused() {
        for (int i = 0; i < 5; i++) {
            executor.execute(ANN, this::work);
        }
        await().until(() -> started.get() == 2);

        assertThatThrownBy(() -> executor.execute(ANN, this::work)).isInstanceOf(TooManyChangesException.class);
        assertThat(started).hasValue(2);

        end.countDown();
        await().until(() -> started.get() == 5);
        executor.execute(ANN, this::work);
        await().until(() -> started.get() == 6);
    }

    @Test
    void usersDoNotDelayEachOther() {
        for (int i = 0; i < 5; i++) {
            executor.execute(ANN, this::work);
        }
        await().until(() -> started.get() == 2);

        executor.execute(BOB, this::work);

        await().until(() -> started.get() == 3);
        end.countDown();
    }

    @Test
    void logMessagesOfATaskHaveTheIdOfTheUser() {
        AtomicReference<@Nullable String> user = new AtomicReference<>();

        executor.execute(ANN, () -> user.set(MDC.get("user.id")));

        await().until(() -> ANN.toString().equals(user.get()));
    }

    @Test
    void failureOfATaskDoesNotStopTheNext() {
        for (int i = 0; i < 5; i++) {
            executor.execute(ANN, () -> {
                work();
                throw new IllegalStateException("expected by the test");
            });
        }
        end.countDown();

        await().until(() -> started.get() == 5);
    }

    private void work() {
        started.incrementAndGet();
        try {
            end.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

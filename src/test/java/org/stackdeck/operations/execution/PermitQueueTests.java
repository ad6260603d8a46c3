package org.stackdeck.operations.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.stackdeck.identity.UserId;
import org.stackdeck.platform.MutableClock;

class PermitQueueTests {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final UserId ann = new UserId(UUID.randomUUID());
    private final UserId ben = new UserId(UUID.randomUUID());
    private final UserId cid = new UserId(UUID.randomUUID());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private final MutableClock clock = new MutableClock(Instant.EPOCH);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void usersGetPermitsInTurn() throws Exception {
        PermitQueue queue = new PermitQueue(1, LONG, LONG, clock);
        assertThat(queue.tryAcquire(ann)).isTrue();
        List<UserId> order = new CopyOnWriteArrayList<>();
        List<Future<?>> waiting = new ArrayList<>();
        for (UserId user : List.of(ann, ann, ann, ben, ben, cid)) {
            waiting.add(acquireInThread(queue, user, order));
        }

        for (int i = 0; i < waiting.size(); i++) {
            int granted = i;
            queue.release(i == 0 ? ann : order.get(i - 1));
            await().until(() -> order.size() == granted + 1);
        }

        assertThat(order).containsExactly(ann, ben, cid, ann, ben, ann);
    }

    /** Requests a permit in another thread, and returns when that thread waits. */
    private Future<?> acquireInThread(PermitQueue queue, UserId user, List<UserId> order) {
        Thread[] thread = new Thread[1];
        Future<?> future = threads.submit(() -> {
            thread[0] = Thread.currentThread();
            if (queue.tryAcquire(user)) {
                order.add(user);
            }
            return null;
        });
        await().until(() -> thread[0] != null && thread[0].getState() == Thread.State.TIMED_WAITING);
        return future;
    }

    @Test
    void waitingThreadsAreLimitedButAnotherUserHasATurn() throws Exception {
        PermitQueue queue = new PermitQueue(1, LONG, LONG, clock);
        assertThat(queue.tryAcquire(ann)).isTrue();
        List<UserId> order = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 20; i++) {
            var _ = acquireInThread(queue, ann, order);
        }

        assertThat(queue.tryAcquire(ann)).isFalse();

        Future<?> other = acquireInThread(queue, ben, order);
        queue.release(ann);
        queue.release(ann);
        other.get();
        assertThat(order).contains(ben);
    }

    @Test
    void backlogOfOneUserDoesNotDelayTheFurtherOperationsOfAnother() throws Exception {
        PermitQueue queue = new PermitQueue(1, LONG, LONG, clock);
        assertThat(queue.tryAcquire(ann)).isTrue();
        List<UserId> order = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 20; i++) {
            var _ = acquireInThread(queue, ann, order);
            queue.nextRetryDelay(ann);
        }

        // Both calls wait. The second one waits although its turn has not come.
        var _ = acquireInThread(queue, ben, order);
        var _ = acquireInThread(queue, ben, order);

        assertThat(queue.tryAcquire(ann)).isFalse();
        assertThat(queue.nextRetryDelay(ben)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void userWithAPermitGivesUpSooner() throws Exception {
        PermitQueue queue = new PermitQueue(1, Duration.ofMillis(1), LONG, clock);
        assertThat(queue.tryAcquire(ann)).isTrue();

        assertThat(queue.tryAcquire(ann)).isFalse();

        queue.release(ann);
        assertThat(queue.tryAcquire(ben)).isTrue();
    }

    @Test
    void interruptedThreadLosesNoPermit() throws Exception {
        PermitQueue queue = new PermitQueue(1, LONG, LONG, clock);
        assertThat(queue.tryAcquire(ann)).isTrue();
        Future<Boolean> waiting = threads.submit(() -> queue.tryAcquire(ben));
        threads.shutdownNow();
        assertThatThrownBy(waiting::get)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(InterruptedException.class);

        queue.release(ann);
        assertThat(queue.tryAcquire(cid)).isTrue();
    }

    @Test
    void overloadReducesThePermitsAndResponsesRestoreThem() throws Exception {
        PermitQueue queue = new PermitQueue(2, Duration.ZERO, Duration.ZERO, clock);
        assertThat(queue.tryAcquire(ann)).isTrue();
        assertThat(queue.tryAcquire(ben)).isTrue();
        queue.recordOverload(Duration.ZERO);

        queue.release(ann);
        assertThat(queue.tryAcquire(ann)).isFalse();
        queue.release(ben);
        assertThat(queue.tryAcquire(ann)).isTrue();

        clock.advance(Duration.ofSeconds(1));
        queue.release(ann, Duration.ofMillis(100));
        assertThat(queue.tryAcquire(ann)).isTrue();
        assertThat(queue.tryAcquire(ben)).isTrue();
        assertThat(queue.tryAcquire(cid)).isFalse();
    }

    @Test
    void additionalPermitIsGrantedToAWaitingOperation() throws Exception {
        PermitQueue queue = new PermitQueue(2, LONG, LONG, clock);
        queue.recordOverload(Duration.ZERO);
        assertThat(queue.tryAcquire(ann)).isTrue();
        List<UserId> order = new CopyOnWriteArrayList<>();
        Future<?> second = acquireInThread(queue, ben, order);
        Future<?> third = acquireInThread(queue, cid, order);
        clock.advance(Duration.ofSeconds(1));

        queue.release(ann, Duration.ofMillis(100));

        second.get();
        third.get();
        assertThat(order).containsExactlyInAnyOrder(ben, cid);
    }

    @Test
    void waitingOperationPrecedesANewOneWhenTheLimitRecoversByTime() throws Exception {
        PermitQueue queue = new PermitQueue(2, LONG, Duration.ofMillis(1), clock);
        queue.recordOverload(Duration.ZERO);
        assertThat(queue.tryAcquire(ann)).isTrue();
        List<UserId> order = new CopyOnWriteArrayList<>();
        Future<?> waiting = acquireInThread(queue, ann, order);
        clock.advance(Duration.ofMinutes(2));

        assertThat(queue.tryAcquire(ben)).isFalse();

        waiting.get();
        assertThat(order).containsExactly(ann);
    }

    @Test
    void operationsWithoutAPermitReturnOneAfterTheOther() {
        PermitQueue queue = new PermitQueue(1, LONG, LONG, clock);

        assertThat(List.of(queue.nextRetryDelay(ann), queue.nextRetryDelay(ann), queue.nextRetryDelay(ann)))
                .containsExactly(Duration.ofMillis(1000), Duration.ofMillis(1040), Duration.ofMillis(1080));
        clock.advance(Duration.ofMillis(50));
        assertThat(queue.nextRetryDelay(ann)).isEqualTo(Duration.ofMillis(1070));
        clock.advance(Duration.ofMinutes(1));
        assertThat(queue.nextRetryDelay(ann)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void operationsWithoutAPermitReturnAfterFifteenSecondsAtMost() {
        PermitQueue queue = new PermitQueue(1, LONG, LONG, clock);
        for (int i = 0; i < 1000; i++) {
            queue.nextRetryDelay(ann);
        }

        assertThat(queue.nextRetryDelay(ann)).isEqualTo(Duration.ofSeconds(15));
        clock.advance(Duration.ofHours(-1));
        assertThat(queue.nextRetryDelay(ann)).isEqualTo(Duration.ofSeconds(15));
    }
}

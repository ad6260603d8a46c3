package org.stackdeck.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.stackdeck.cloud.AServer;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Order;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.database.DatabaseTest;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;
import org.stackdeck.platform.MovableClock;

/** Estimates of action durations. Each test has its own cloud and clock. */
@DatabaseTest
@Import(OperationsWorld.class)
abstract class RecentDurationsCase {

    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

    @Autowired
    OperationStore store;

    private final MovableClock clock = new MovableClock(NOW);
    private final CloudName cloud = new CloudName("c-" + UUID.randomUUID());
    private RecentDurations durations;

    @BeforeEach
    void begin() {
        durations = new RecentDurations(store, new Announcements(), clock);
    }

    @Test
    void estimateIsEmptyForTwoOperationsAndTheMedianForThree() {
        durations.take(stop(NOW, Duration.ofSeconds(4)));
        durations.take(stop(NOW, Duration.ofSeconds(90)));
        assertThat(durations.of(cloud, ServerAction.STOP)).isEmpty();

        durations.take(stop(NOW, Duration.ofSeconds(6)));

        assertThat(durations.of(cloud, ServerAction.STOP)).contains(Duration.ofSeconds(6));
        assertThat(durations.of(cloud, ServerAction.START)).isEmpty();
        assertThat(durations.of(AServer.CLOUD, ServerAction.STOP)).isEmpty();
    }

    @Test
    void repeatedFailedAndUnsentOperationsAreIgnored() {
        Operation stop = stop(NOW, Duration.ofSeconds(4));
        durations.take(stop);
        durations.take(stop);
        durations.take(stop);
        durations.take(operation(ServerAction.STOP, Operation.State.FAILED, NOW, NOW.plusSeconds(5)));
        durations.take(operation(ServerAction.STOP, Operation.State.CANCELLED, null, NOW.plusSeconds(5)));

        assertThat(durations.of(cloud, ServerAction.STOP)).isEmpty();
    }

    @Test
    void onlyTheLastTwentyOperationsOfAMonthAreUsed() {
        for (int i = 0; i < RecentDurations.COUNTED; i++) {
            durations.take(stop(NOW, Duration.ofSeconds(100)));
        }
        for (int i = 0; i < RecentDurations.COUNTED; i++) {
            durations.take(stop(NOW, Duration.ofSeconds(i)));
        }
        assertThat(durations.of(cloud, ServerAction.STOP)).contains(Duration.ofMillis(9500));

        clock.move(RecentDurations.COUNTED_FOR.plusMinutes(2));

        assertThat(durations.of(cloud, ServerAction.STOP)).isEmpty();
    }

    @Test
    void durationsAreLoadedFromTheDatabaseAtStart() {
        for (int i = 1; i <= RecentDurations.COUNTED + 5; i++) {
            written(stop(NOW.minusSeconds(1000L * i), Duration.ofSeconds(i)));
        }
        written(stop(NOW.minus(RecentDurations.COUNTED_FOR).minusSeconds(100), Duration.ofSeconds(1)));
        for (int i = 0; i < 5; i++) {
            written(operation(ServerAction.STOP, Operation.State.FAILED, NOW, NOW.plusSeconds(500)));
        }
        written(operation(ServerAction.START, Operation.State.SUCCEEDED, NOW, NOW.plusSeconds(1)));

        durations.start();
        try {
            assertThat(durations.of(cloud, ServerAction.STOP)).contains(Duration.ofMillis(10_500));
            assertThat(durations.of(cloud, ServerAction.START)).isEmpty();
        } finally {
            durations.stop();
        }
    }

    private void written(Operation operation) {
        Operation waiting = operation(operation.id(), operation.action(), Operation.State.WAITING, null, null);
        store.insert(waiting, waiting.order(), "127.0.0.1");
        Instant sent = operation.dispatchedAt();
        Instant finished = operation.finishedAt();
        if (sent == null || finished == null) {
            throw new IllegalArgumentException("not sent, or not ended");
        }
        assertThat(store.dispatched(operation.id(), sent, null)).isTrue();
        assertThat(store.ended(operation.id(), operation.state(), finished, null))
                .isTrue();
    }

    private Operation stop(Instant sent, Duration took) {
        return operation(ServerAction.STOP, Operation.State.SUCCEEDED, sent, sent.plus(took));
    }

    private Operation operation(
            ServerAction action, Operation.State state, @Nullable Instant sent, @Nullable Instant finished) {
        return operation(new OperationId(UUID.randomUUID()), action, state, sent, finished);
    }

    private Operation operation(
            OperationId id,
            ServerAction action,
            Operation.State state,
            @Nullable Instant sent,
            @Nullable Instant finished) {
        return new Operation(
                id,
                new ServerKey(cloud, new ServerId("s-" + id)),
                "web",
                AServer.STAFF.id(),
                Order.of(action),
                new UserId(new UUID(0, 1)),
                new UserName("ann"),
                state,
                NOW.minusSeconds(3600),
                sent,
                finished,
                null,
                null,
                false);
    }
}

package org.stackdeck.operations.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.database.DatabaseTest;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationId;
import org.stackdeck.operations.OperationTestConfiguration;
import org.stackdeck.platform.MutableClock;

/** Tests estimates of action durations. Each test has a separate cloud and clock. */
@DatabaseTest
@Import(OperationTestConfiguration.class)
class MedianActionDurationEstimatorTests {

    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

    @Autowired
    OperationRepository store;

    @Autowired
    OperationQueries queries;

    private final MutableClock clock = new MutableClock(NOW);
    private final CloudName cloud = new CloudName("c-" + UUID.randomUUID());
    private MedianActionDurationEstimator estimator;

    @BeforeEach
    void begin() {
        estimator = new MedianActionDurationEstimator(queries, new OperationEventPublisher(), clock);
    }

    @Test
    void estimateIsEmptyForTwoOperationsAndTheMedianForThree() {
        estimator.onOperation(stop(NOW, Duration.ofSeconds(4)));
        estimator.onOperation(stop(NOW, Duration.ofSeconds(90)));
        assertThat(estimator.estimate(cloud, ServerAction.STOP)).isEmpty();

        estimator.onOperation(stop(NOW, Duration.ofSeconds(6)));

        assertThat(estimator.estimate(cloud, ServerAction.STOP)).contains(Duration.ofSeconds(6));
        assertThat(estimator.estimate(cloud, ServerAction.START)).isEmpty();
        assertThat(estimator.estimate(ServerBuilder.CLOUD, ServerAction.STOP)).isEmpty();
    }

    @Test
    void repeatedFailedAndUnsentOperationsAreIgnored() {
        Operation stop = stop(NOW, Duration.ofSeconds(4));
        estimator.onOperation(stop);
        estimator.onOperation(stop);
        estimator.onOperation(stop);
        estimator.onOperation(operation(ServerAction.STOP, Operation.State.FAILED, NOW, NOW.plusSeconds(5)));
        estimator.onOperation(operation(ServerAction.STOP, Operation.State.CANCELLED, null, NOW.plusSeconds(5)));

        assertThat(estimator.estimate(cloud, ServerAction.STOP)).isEmpty();
    }

    @Test
    void onlyTheLastTwentyOperationsOfAMonthAreUsed() {
        for (int i = 0; i < MedianActionDurationEstimator.MAX_SAMPLES; i++) {
            estimator.onOperation(stop(NOW, Duration.ofSeconds(100)));
        }
        for (int i = 0; i < MedianActionDurationEstimator.MAX_SAMPLES; i++) {
            estimator.onOperation(stop(NOW, Duration.ofSeconds(i)));
        }
        assertThat(estimator.estimate(cloud, ServerAction.STOP)).contains(Duration.ofMillis(9500));

        clock.advance(MedianActionDurationEstimator.MAX_AGE.plusMinutes(2));

        assertThat(estimator.estimate(cloud, ServerAction.STOP)).isEmpty();
    }

    @Test
    void durationsAreLoadedFromTheDatabaseAtStart() {
        for (int i = 1; i <= MedianActionDurationEstimator.MAX_SAMPLES + 5; i++) {
            written(stop(NOW.minusSeconds(1000L * i), Duration.ofSeconds(i)));
        }
        written(stop(NOW.minus(MedianActionDurationEstimator.MAX_AGE).minusSeconds(100), Duration.ofSeconds(1)));
        for (int i = 0; i < 5; i++) {
            written(operation(ServerAction.STOP, Operation.State.FAILED, NOW, NOW.plusSeconds(500)));
        }
        written(operation(ServerAction.START, Operation.State.SUCCEEDED, NOW, NOW.plusSeconds(1)));

        estimator.start();
        try {
            assertThat(estimator.estimate(cloud, ServerAction.STOP)).contains(Duration.ofMillis(10_500));
            assertThat(estimator.estimate(cloud, ServerAction.START)).isEmpty();
        } finally {
            estimator.stop();
        }
    }

    private void written(Operation operation) {
        Operation waiting = operation(operation.id(), operation.serverAction(), Operation.State.WAITING, null, null);
        store.insert(waiting, waiting.actionRequest(), "127.0.0.1");
        Instant sent = operation.dispatchedAt();
        Instant finished = operation.finishedAt();
        if (sent == null || finished == null) {
            throw new IllegalArgumentException("not sent, or not ended");
        }
        OperationExecutionData stored = store.find(operation.id()).orElseThrow();
        assertThat(store.markDispatched(stored, sent)).isTrue();
        assertThat(store.finish(stored, operation.state(), finished, null)).isTrue();
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
                ServerBuilder.STAFF.id(),
                ActionRequest.of(action),
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

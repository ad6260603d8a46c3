package org.stackdeck.operations.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.CloudAction;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.Operation.State;
import org.stackdeck.operations.OperationId;

class OperationMetricsTests {

    private static final Instant ACCEPTED = Instant.parse("2026-11-01T10:00:00Z");
    private static final Instant SENT = ACCEPTED.plusSeconds(10);
    private static final ActionTarget WEB = ServerBuilder.named("web").build().key();
    private static final ActionTarget DISK = new ResourceKey(ServerBuilder.CLOUD, ResourceKind.VOLUME, "disk");

    private final ActiveOperationRegistry active = new ActiveOperationRegistry();
    private final OperationEventPublisher publisher = new OperationEventPublisher();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @BeforeEach
    void bind() {
        new OperationMetrics(active, publisher, Clock.fixed(SENT.plusSeconds(90), ZoneOffset.UTC)).bindTo(registry);
    }

    @Test
    void countsActiveOperationsByKindAndState() {
        active.update(operation(WEB, ServerAction.STOP, State.RUNNING));
        active.update(operation(DISK, ResourceAction.DELETE_VOLUME, State.WAITING));

        assertThat(active("server", "running")).isOne();
        assertThat(active("server", "waiting")).isZero();
        assertThat(active("volume", "waiting")).isOne();
        assertThat(active("image", "running")).isZero();
    }

    @Test
    void reportsTheAgeOfTheOldestActiveOperation() {
        assertThat(oldest()).isZero();

        active.update(operation(WEB, ServerAction.STOP, State.RUNNING));
        assertThat(oldest()).isEqualTo(90);

        active.update(operation(DISK, ResourceAction.DELETE_VOLUME, State.WAITING));
        assertThat(oldest()).isEqualTo(100);
    }

    @Test
    void recordsTheDurationOfEndedOperations() {
        publisher.publishCompletion(operation(WEB, ServerAction.STOP, State.FAILED));

        await().untilAsserted(() -> {
            Timer timer = ended("server", "failed");
            assertThat(timer.count()).isOne();
            assertThat(timer.totalTime(TimeUnit.SECONDS)).isEqualTo(60);
        });
    }

    @Test
    void ofEachKindAllStatesExistBeforeTheFirstOperation() {
        assertThat(ended("server", "failed").count()).isZero();
        assertThat(ended("volume", "succeeded").count()).isZero();
        assertThat(ended("floating-ip", "cancelled").count()).isZero();
    }

    private Timer ended(String kind, String state) {
        return registry.get("stackdeck.operations.duration")
                .tags("kind", kind, "state", state)
                .timer();
    }

    private double active(String kind, String state) {
        return registry.get("stackdeck.operations.active")
                .tags("kind", kind, "state", state)
                .gauge()
                .value();
    }

    private double oldest() {
        return registry.get("stackdeck.operations.oldest").timeGauge().value(TimeUnit.SECONDS);
    }

    private static Operation operation(ActionTarget target, CloudAction action, State state) {
        @Nullable Instant sent = state == State.WAITING ? null : SENT;
        return new Operation(
                OperationId.random(),
                target,
                "name",
                ServerBuilder.STAFF.id(),
                ActionRequest.of(action),
                new UserId(UUID.randomUUID()),
                new UserName("mia"),
                state,
                ACCEPTED,
                sent,
                state.isFinal() ? SENT.plus(Duration.ofMinutes(1)) : null,
                null,
                null,
                false);
    }
}

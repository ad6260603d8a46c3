package org.stackdeck.operations.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.CloudAction;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationId;
import org.stackdeck.operations.execution.ServicePermits.Purpose;

class ServicePermitsTests {

    private final OperationProperties operationProperties = new Binder(new MapConfigurationPropertySource())
            .bindOrCreate("stackdeck.operations", OperationProperties.class);
    private final ServicePermits permits = new ServicePermits(operationProperties, Clock.systemUTC());

    @Test
    void operationsOfOneServiceDoNotTakeThePermitsOfAnother() throws InterruptedException {
        Operation onVolume =
                operation(new ResourceKey(ServerBuilder.CLOUD, ResourceKind.VOLUME, "v"), ResourceAction.DELETE_VOLUME);
        for (int permit = 0; permit < operationProperties.perCloud(); permit++) {
            assertThat(permits.tryAcquire(onVolume, Purpose.SEND)).isTrue();
        }
        assertThat(permits.tryAcquire(onVolume, Purpose.SEND)).isFalse();

        Operation onServer = operation(ServerBuilder.named("web").build().key(), ServerAction.STOP);
        Operation onImage =
                operation(new ResourceKey(ServerBuilder.CLOUD, ResourceKind.IMAGE, "i"), ResourceAction.DELETE_IMAGE);

        assertThat(permits.tryAcquire(onServer, Purpose.SEND)).isTrue();
        assertThat(permits.tryAcquire(onImage, Purpose.SEND)).isTrue();
        assertThat(permits.tryAcquire(onVolume, Purpose.TRACK)).isTrue();
        permits.release(onVolume, Purpose.SEND);
        assertThat(permits.tryAcquire(onVolume, Purpose.SEND)).isTrue();
    }

    @Test
    void overloadedServiceReceivesHalfOfTheOperationsAtATime() throws InterruptedException {
        MeterRegistry registry = new SimpleMeterRegistry();
        permits.bindTo(registry);
        Operation onServer = operation(ServerBuilder.named("web").build().key(), ServerAction.STOP);

        permits.recordFailure(onServer, failure(CloudException.Category.THROTTLED, 429));

        assertThat(registry.get("stackdeck.operations.permits")
                        .tag("service", "compute")
                        .gauge()
                        .value())
                .isEqualTo(2);
        assertThat(permits.tryAcquire(onServer, Purpose.SEND)).isTrue();
        assertThat(permits.tryAcquire(onServer, Purpose.SEND)).isTrue();
        assertThat(permits.tryAcquire(onServer, Purpose.SEND)).isFalse();
        assertThat(permits.tryAcquire(onServer, Purpose.TRACK)).isTrue();
    }

    @Test
    void requestsThatWereNotSentAndOtherFailuresAreNoOverload() throws InterruptedException {
        Operation onServer = operation(ServerBuilder.named("web").build().key(), ServerAction.STOP);

        permits.recordFailure(onServer, failure(CloudException.Category.THROTTLED, 0));
        permits.recordFailure(onServer, failure(CloudException.Category.UNAVAILABLE, 0));
        permits.recordFailure(onServer, failure(CloudException.Category.CONFLICT, 409));
        permits.recordFailure(onServer, failure(CloudException.Category.FAILED, 500));

        for (int permit = 0; permit < operationProperties.perCloud(); permit++) {
            assertThat(permits.tryAcquire(onServer, Purpose.SEND)).isTrue();
        }
    }

    private static CloudException failure(CloudException.Category category, int status) {
        return new CloudException(category, "refused", status, null, Duration.ofSeconds(1), null);
    }

    private static Operation operation(ActionTarget target, CloudAction action) {
        Caller caller = new Caller(new UserId(UUID.randomUUID()), new UserName("mia"), "127.0.0.1", Caller.Channel.UI);
        return Operation.accepted(
                OperationId.random(),
                target,
                "name",
                ServerBuilder.STAFF.id(),
                ActionRequest.of(action),
                caller,
                Instant.EPOCH);
    }
}

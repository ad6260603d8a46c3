package org.stackdeck.operations.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.Operation.State;
import org.stackdeck.operations.OperationId;

class ActiveOperationRegistryTests {

    private static final OperationId ID = OperationId.random();
    private static final UserId ANN = new UserId(UUID.randomUUID());

    private final ActiveOperationRegistry active = new ActiveOperationRegistry();

    @Test
    void stateReadBeforeALocalChangeDoesNotReplaceIt() {
        Operation waiting = operation(State.WAITING);
        Operation running = operation(State.RUNNING);
        assertThat(active.updateIfUnchanged(null, waiting)).isTrue();
        active.update(running);

        assertThat(active.updateIfUnchanged(waiting, waiting)).isFalse();
        assertThat(active.all()).containsExactly(running);

        // Stackdeck sends an operation again if its node crashed before the request.
        assertThat(active.updateIfUnchanged(running, waiting)).isTrue();
        assertThat(active.all()).containsExactly(waiting);
    }

    private static Operation operation(State state) {
        return new Operation(
                ID,
                ServerBuilder.named("web").build().key(),
                "web",
                ServerBuilder.STAFF.id(),
                ActionRequest.of(ServerAction.STOP),
                ANN,
                new UserName("ann"),
                state,
                Instant.EPOCH,
                null,
                null,
                null,
                null,
                false);
    }
}

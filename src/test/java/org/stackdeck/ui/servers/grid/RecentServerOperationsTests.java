package org.stackdeck.ui.servers.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.operations.OperationId;
import org.stackdeck.platform.MutableClock;
import org.stackdeck.ui.servers.TestOperationBuilder;

class RecentServerOperationsTests {

    private final RecentServerOperations recentServerOperations =
            new RecentServerOperations(new MutableClock(TestOperationBuilder.NOW));

    @Test
    void createOperationMarksItsServerPendingOnceItExists() {
        OperationId id = new OperationId(UUID.randomUUID());

        assertThat(recentServerOperations.apply(making(id, "new-" + id).waiting()))
                .isFalse();
        assertThat(recentServerOperations.pendingServers()).isEmpty();
        assertThat(recentServerOperations.apply(making(id, "made").running())).isTrue();
        assertThat(recentServerOperations.pendingServers()).containsExactly(ServerBuilder.key("made"));
        recentServerOperations.apply(making(id, "made").succeeded());
        assertThat(recentServerOperations.pendingServers()).isEmpty();
    }

    private static TestOperationBuilder making(OperationId id, String server) {
        return new TestOperationBuilder(
                id, server, ServerAction.CREATE, TestOperationBuilder.ME, "me", TestOperationBuilder.NOW);
    }
}

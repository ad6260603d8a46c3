package org.stackdeck.ui.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.AServer;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.operations.OperationId;
import org.stackdeck.platform.MovableClock;

class AskedTests {

    private final Asked asked = new Asked(new MovableClock(AnOperation.NOW));

    @Test
    void createOperationMarksItsServerPendingOnceItExists() {
        OperationId id = new OperationId(UUID.randomUUID());

        assertThat(asked.take(making(id, "new-" + id).waiting())).isFalse();
        assertThat(asked.moving()).isEmpty();
        assertThat(asked.take(making(id, "made").running())).isTrue();
        assertThat(asked.moving()).containsExactly(AServer.key("made"));
        asked.take(making(id, "made").succeeded());
        assertThat(asked.moving()).isEmpty();
    }

    private static AnOperation making(OperationId id, String server) {
        return new AnOperation(id, server, ServerAction.CREATE, AnOperation.ME, "me", AnOperation.NOW);
    }
}

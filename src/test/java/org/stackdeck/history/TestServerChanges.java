package org.stackdeck.history;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.stackdeck.cloud.client.FakeClouds;
import org.stackdeck.cloud.client.FakeCompute;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.operations.OperationService;

/** Creates recorders of changes without a database. */
public final class TestServerChanges {

    private TestServerChanges() {}

    /** Creates a recorder that stores each detected change and passes it to the listener. */
    public static ServerChangeRecorder recorder(
            Inventory inventory,
            OperationService operationService,
            Consumer<ServerChangesRecorded> listener,
            Clock clock) {
        return recorder(inventory, clouds(), operationService, listener, clock);
    }

    static ServerChangeRecorder recorder(
            Inventory inventory,
            FakeClouds clouds,
            OperationService operationService,
            Consumer<ServerChangesRecorded> listener,
            Clock clock) {
        return new ServerChangeRecorder(
                inventory,
                clouds,
                operationService,
                detected -> changes(detected, clock),
                event -> listener.accept((ServerChangesRecorded) event),
                clock);
    }

    static FakeClouds clouds() {
        return new FakeClouds(new FakeCompute(ServerBuilder.STAFF), new FakeCompute(ServerBuilder.RESEARCH));
    }

    private static List<ServerChange> changes(List<DetectedServerChange> detected, Clock clock) {
        List<ServerChange> changes = new ArrayList<>();
        detected.forEach(change -> changes.add(new ServerChange(
                changes.size() + 1,
                change.server().key(),
                change.server().project().id(),
                change.server().name(),
                change.kind(),
                clock.instant(),
                change.byOperation())));
        return changes;
    }
}

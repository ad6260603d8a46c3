package org.stackdeck.ui.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserName;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationId;
import org.stackdeck.ui.servers.TestOperationBuilder;

class BulkActionProgressModelTests {

    private final BulkActionProgressModel progress =
            new BulkActionProgressModel(ServerAction.STOP, List.of(ServerBuilder.key("web")));

    @Test
    void operationsOnTheServersAreApplied() {
        assertThat(progress.applyOperation(
                        TestOperationBuilder.of(ServerAction.STOP, "web").running()))
                .isTrue();
        assertThat(progress.applyOperation(
                        TestOperationBuilder.of(ServerAction.STOP, "db").running()))
                .isFalse();
    }

    @Test
    void operationOnAnotherResourceIsIgnored() {
        Operation onVolume = Operation.accepted(
                OperationId.random(),
                new ResourceKey(ServerBuilder.CLOUD, ResourceKind.VOLUME, "v1"),
                "data",
                ServerBuilder.STAFF.id(),
                ActionRequest.of(ResourceAction.DELETE_VOLUME),
                new Caller(TestOperationBuilder.ANA, new UserName("ana"), "127.0.0.1", Caller.Channel.UI),
                TestOperationBuilder.NOW);

        assertThat(progress.applyOperation(onVolume)).isFalse();
    }
}

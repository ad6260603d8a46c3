package org.stackdeck.ui.servers.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.cloud.server.ServerStateGroup;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.cloud.server.TaskState;
import org.stackdeck.ui.i18n.Message;
import org.stackdeck.ui.servers.TestOperationBuilder;

class DisplayedServerStateTests {

    @Test
    void pendingOperationShowsItsActionAndUser() {
        DisplayedServerState mine = DisplayedServerState.of(
                ServerBuilder.named("a").build(),
                TestOperationBuilder.of(ServerAction.REBOOT, "a").waiting(),
                TestOperationBuilder.ME);
        DisplayedServerState anas = DisplayedServerState.of(
                ServerBuilder.named("a").build(),
                TestOperationBuilder.of(ServerAction.REBOOT, "a").byAna().waiting(),
                TestOperationBuilder.ME);

        assertThat(mine)
                .isEqualTo(new DisplayedServerState(
                        ServerStateGroup.MOVING, "rebooting", Message.of("servers.asked.you"), null));
        assertThat(anas.reason()).isEqualTo(Message.of("servers.asked.other", "ana"));
    }

    @Test
    void runningOperationShowsTheCloudsTask() {
        DisplayedServerState state = DisplayedServerState.of(
                ServerBuilder.named("a").task(TaskState.POWERING_OFF).build(),
                TestOperationBuilder.of(ServerAction.DELETE, "a").running(),
                TestOperationBuilder.ME);

        assertThat(state.labelKey()).isEqualTo("stopping");
    }

    @Test
    void anyTaskStatePutsTheServerInTransition() {
        DisplayedServerState state = DisplayedServerState.of(
                ServerBuilder.named("a").task(TaskState.UNKNOWN).build(), null, TestOperationBuilder.ME);

        assertThat(state.isMoving()).isTrue();
        assertThat(state.labelKey()).isEqualTo("busy");
    }

    @ParameterizedTest
    @EnumSource(ServerStatus.class)
    void groupOfEveryStatusAgreesWithInTransition(ServerStatus status) {
        var server = ServerBuilder.named("a").status(status).build();

        assertThat(DisplayedServerState.of(server, null, TestOperationBuilder.ME)
                        .isMoving())
                .isEqualTo(server.inTransition());
    }

    @Test
    void groupsAreFoundByTheirCodes() {
        assertThat(Arrays.stream(ServerStateGroup.values()))
                .allSatisfy(group ->
                        assertThat(ServerStateGroup.fromCode(group.code())).contains(group));
    }
}

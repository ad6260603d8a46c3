package org.stackdeck.ui.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.stackdeck.cloud.AServer;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.cloud.ServerStatus;
import org.stackdeck.cloud.TaskState;
import org.stackdeck.ui.component.Phrase;

class ShownStateTests {

    @Test
    void pendingOperationShowsItsActionAndUser() {
        ShownState mine = ShownState.of(
                AServer.named("a").build(),
                AnOperation.of(ServerAction.REBOOT, "a").waiting(),
                AnOperation.ME);
        ShownState anas = ShownState.of(
                AServer.named("a").build(),
                AnOperation.of(ServerAction.REBOOT, "a").byAna().waiting(),
                AnOperation.ME);

        assertThat(mine)
                .isEqualTo(new ShownState(StateGroup.MOVING, "rebooting", Phrase.of("servers.asked.you"), null));
        assertThat(anas.reason()).isEqualTo(Phrase.of("servers.asked.other", "ana"));
    }

    @Test
    void runningOperationShowsTheCloudsTask() {
        ShownState state = ShownState.of(
                AServer.named("a").task(TaskState.POWERING_OFF).build(),
                AnOperation.of(ServerAction.DELETE, "a").running(),
                AnOperation.ME);

        assertThat(state.word()).isEqualTo("stopping");
    }

    @Test
    void anyTaskStatePutsTheServerInTransition() {
        ShownState state =
                ShownState.of(AServer.named("a").task(TaskState.UNKNOWN).build(), null, AnOperation.ME);

        assertThat(state.moving()).isTrue();
        assertThat(state.word()).isEqualTo("busy");
    }

    @ParameterizedTest
    @EnumSource(ServerStatus.class)
    void groupOfEveryStatusAgreesWithInTransition(ServerStatus status) {
        var server = AServer.named("a").status(status).build();

        assertThat(ShownState.of(server, null, AnOperation.ME).moving()).isEqualTo(server.inTransition());
    }

    @Test
    void groupsAreFoundByTheirCodes() {
        assertThat(Arrays.stream(StateGroup.values()))
                .allSatisfy(group -> assertThat(StateGroup.ofWord(group.word())).contains(group));
    }
}

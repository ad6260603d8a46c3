package org.stackdeck.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServerActionRulesTests {

    @Test
    void aRunningServerCanBeStoppedRebootedAndDeletedButNotStarted() {
        assertThat(taken(AServer.named("web")))
                .containsExactly(ServerAction.STOP, ServerAction.REBOOT, ServerAction.HARD_REBOOT, ServerAction.DELETE);
    }

    @Test
    void aServerThatIsOffCanBeStartedHardRebootedAndDeleted() {
        assertThat(taken(AServer.named("web").status(ServerStatus.SHUTOFF)))
                .containsExactly(ServerAction.START, ServerAction.HARD_REBOOT, ServerAction.DELETE);
    }

    @Test
    void whileItIsStoppingOnlyDeletionIsTaken() {
        assertThat(taken(AServer.named("web").task(TaskState.POWERING_OFF))).containsExactly(ServerAction.DELETE);
    }

    @Test
    void aHardRebootIsTheWayOutOfARebootThatHangs() {
        assertThat(taken(AServer.named("web").status(ServerStatus.REBOOT).task(TaskState.REBOOT_STARTED)))
                .containsExactly(ServerAction.HARD_REBOOT, ServerAction.DELETE);
        assertThat(taken(AServer.named("web").status(ServerStatus.HARD_REBOOT).task(TaskState.REBOOTING_HARD)))
                .contains(ServerAction.HARD_REBOOT);
        // Not in nova.compute.task_states.ALLOW_REBOOT:
        assertThat(taken(AServer.named("web").status(ServerStatus.HARD_REBOOT).task(TaskState.REBOOT_STARTED_HARD)))
                .doesNotContain(ServerAction.HARD_REBOOT);
    }

    @Test
    void aDeletionUnderWayIsNotAskedForTwice() {
        assertThat(taken(AServer.named("web").task(TaskState.DELETING))).isEmpty();
    }

    private static List<ServerAction> taken(AServer server) {
        Server made = server.build();
        return Arrays.stream(ServerAction.values())
                .filter(action -> action.takenIn(made))
                .toList();
    }
}

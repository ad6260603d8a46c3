package org.stackdeck.ui.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.AServer;
import org.stackdeck.cloud.InstanceAction;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.cloud.TaskState;
import org.stackdeck.identity.UserId;
import org.stackdeck.operations.Activity;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.Timeline;
import org.stackdeck.ui.component.Phrase;

class ActivityLineTests {

    private static final UserId VIEWER = new UserId(new UUID(0, 1));

    private final Server resting = AServer.named("web").build();
    private final Server moving =
            AServer.named("web").task(TaskState.POWERING_OFF).build();

    @Test
    void externalActionIsRunningOnlyIfNewestOfServerInTransition() {
        Activity newer = outside("stop", null, false);
        Activity older = outside("start", null, false);
        Timeline timeline = new Timeline(List.of(newer, older), null);

        assertThat(line(newer, timeline, resting).state()).isEqualTo(Operation.State.SUCCEEDED);
        assertThat(line(newer, timeline, moving).state()).isEqualTo(Operation.State.RUNNING);
        assertThat(line(older, timeline, moving).state()).isEqualTo(Operation.State.SUCCEEDED);
    }

    @Test
    void failedExternalActionShowsTheCloudsMessage() {
        Activity failed = outside("reboot", "Error", false);

        ActivityLine line = line(failed, new Timeline(List.of(failed), null), moving);

        assertThat(line.state()).isEqualTo(Operation.State.FAILED);
        assertThat(line.said()).isEqualTo("Error");
        assertThat(line.outside()).isTrue();
        assertThat(line.requestId()).isEqualTo("req-reboot");
        assertThat(line.again()).as("external actions offer no rerun").isNull();
    }

    @Test
    void externalActionNamesTheCloudUser() {
        Activity theirs = outside("stop", null, false);
        Activity own = outside("stop", null, true);
        Timeline timeline = new Timeline(List.of(theirs, own), null);

        assertThat(line(theirs, timeline, resting).who()).isEqualTo(Phrase.of("servers.activity.by.user", "u-else"));
        assertThat(line(own, timeline, resting).who()).isEqualTo(Phrase.of("servers.activity.by.account"));
    }

    @Test
    void timelineOffersToRunAnOperationAgain() {
        Activity asked =
                new Activity.Asked(AnOperation.of(ServerAction.STOP, "web").failed());

        assertThat(line(asked, new Timeline(List.of(asked), null), resting).again())
                .isEqualTo("operation.again");
    }

    private static ActivityLine line(Activity activity, Timeline timeline, Server server) {
        return ActivityLine.of(
                activity,
                timeline,
                server,
                new ActivityLine.Reader(VIEWER, _ -> Optional.empty(), _ -> Optional.of("operation.again")));
    }

    private static Activity outside(String action, @Nullable String message, boolean own) {
        return new Activity.Outside(
                new InstanceAction("req-" + action, action, "u-else", Instant.EPOCH, message, List.of()), own);
    }
}

package org.stackdeck.ui.servers.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.server.InstanceAction;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.cloud.server.TaskState;
import org.stackdeck.identity.UserId;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.detail.ServerTimeline;
import org.stackdeck.operations.detail.ServerTimelineEntry;
import org.stackdeck.ui.i18n.Message;
import org.stackdeck.ui.servers.TestOperationBuilder;

class TimelineListEntryTests {

    private static final UserId VIEWER = new UserId(new UUID(0, 1));

    private final Server resting = ServerBuilder.named("web").build();
    private final Server moving =
            ServerBuilder.named("web").task(TaskState.POWERING_OFF).build();

    @Test
    void externalActionIsRunningOnlyIfNewestOfServerInTransition() {
        ServerTimelineEntry newer = outside("stop", null, false);
        ServerTimelineEntry older = outside("start", null, false);
        ServerTimeline serverTimeline = new ServerTimeline(List.of(newer, older), null);

        assertThat(line(newer, serverTimeline, resting).state()).isEqualTo(Operation.State.SUCCEEDED);
        assertThat(line(newer, serverTimeline, moving).state()).isEqualTo(Operation.State.RUNNING);
        assertThat(line(older, serverTimeline, moving).state()).isEqualTo(Operation.State.SUCCEEDED);
    }

    @Test
    void failedExternalActionShowsTheCloudsMessage() {
        ServerTimelineEntry failed = outside("reboot", "Error", false);

        TimelineListEntry entry = line(failed, new ServerTimeline(List.of(failed), null), moving);

        assertThat(entry.state()).isEqualTo(Operation.State.FAILED);
        assertThat(entry.cloudMessage()).isEqualTo("Error");
        assertThat(entry.external()).isTrue();
        assertThat(entry.requestId()).isEqualTo("req-reboot");
        assertThat(entry.rerunLabel()).as("external actions offer no rerun").isNull();
    }

    @Test
    void externalActionNamesTheCloudUser() {
        ServerTimelineEntry theirs = outside("stop", null, false);
        ServerTimelineEntry own = outside("stop", null, true);
        ServerTimeline serverTimeline = new ServerTimeline(List.of(theirs, own), null);

        assertThat(line(theirs, serverTimeline, resting).actor())
                .isEqualTo(Message.of("servers.activity.by.user", "u-else"));
        assertThat(line(own, serverTimeline, resting).actor()).isEqualTo(Message.of("servers.activity.by.account"));
    }

    @Test
    void timelineOffersToRunAnOperationAgain() {
        ServerTimelineEntry asked = new ServerTimelineEntry.SubmittedOperation(
                TestOperationBuilder.of(ServerAction.STOP, "web").failed());

        assertThat(line(asked, new ServerTimeline(List.of(asked), null), resting)
                        .rerunLabel())
                .isEqualTo("operation.again");
    }

    private static TimelineListEntry line(
            ServerTimelineEntry serverTimelineEntry, ServerTimeline serverTimeline, Server server) {
        return TimelineListEntry.of(
                serverTimelineEntry,
                serverTimeline,
                server,
                new TimelineListEntry.ViewerContext(
                        VIEWER, _ -> Optional.empty(), _ -> Optional.of("operation.again")));
    }

    private static ServerTimelineEntry outside(String action, @Nullable String message, boolean own) {
        return new ServerTimelineEntry.ExternalAction(
                new InstanceAction("req-" + action, action, "u-else", Instant.EPOCH, message, List.of()), own);
    }
}

package org.stackdeck.ui.servers.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.server.InstanceAction;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.operations.detail.ServerTimeline;
import org.stackdeck.operations.detail.ServerTimelineEntry;
import org.stackdeck.ui.servers.TestOperationBuilder;
import org.stackdeck.ui.servers.timeline.ServerStatePeriods.Period;
import org.stackdeck.ui.servers.timeline.ServerStatePeriods.State;

class ServerStatePeriodsTests {

    private static final Instant NOW = Instant.parse("2026-03-08T12:00:00Z");
    private static final Instant WEEK_AGO = NOW.minus(Duration.ofDays(7));

    @Test
    void serverWithoutActionsHasItsCurrentStateForSevenDays() {
        assertThat(periods(ServerStatus.SHUTOFF)).containsExactly(new Period(WEEK_AGO, NOW, State.OFF));
    }

    @Test
    void actionsOfStackdeckAndOthersChangeTheState() {
        Instant stopped = daysAgo(5);
        Instant started = daysAgo(2);

        assertThat(periods(ServerStatus.ACTIVE, submitted(ServerAction.START, started), external("stop", stopped)))
                .containsExactly(
                        new Period(WEEK_AGO, stopped, State.ON),
                        new Period(stopped, started, State.OFF),
                        new Period(started, NOW, State.ON));
    }

    @Test
    void actionBeforeTheSevenDaysDeterminesTheFirstState() {
        Instant shelved = daysAgo(1);

        assertThat(periods(ServerStatus.SHELVED_OFFLOADED, external("shelve", shelved), external("start", daysAgo(30))))
                .containsExactly(new Period(WEEK_AGO, shelved, State.ON), new Period(shelved, NOW, State.OFF));
    }

    @Test
    void periodBetweenContradictingActionsIsUnknown() {
        Instant started = daysAgo(1);

        assertThat(periods(ServerStatus.SHUTOFF, external("start", started)))
                .containsExactly(new Period(WEEK_AGO, started, State.OFF), new Period(started, NOW, State.UNKNOWN));
    }

    @Test
    void failedActionHasNoEffectUnlessTheServerIsStillInError() {
        Instant failed = daysAgo(3);
        InstanceAction resize = action("resize", failed, "Error");

        assertThat(periods(ServerStatus.ACTIVE, new ServerTimelineEntry.ExternalAction(resize, false)))
                .containsExactly(new Period(WEEK_AGO, NOW, State.ON));
        assertThat(periods(
                        ServerStatus.ERROR,
                        new ServerTimelineEntry.ExternalAction(resize, false),
                        external("start", daysAgo(6))))
                .containsExactly(
                        new Period(WEEK_AGO, daysAgo(6), State.OFF),
                        new Period(daysAgo(6), failed, State.ON),
                        new Period(failed, NOW, State.ERROR));
    }

    @Test
    void newServerHasNoPeriodBeforeItsCreation() {
        Server server = ServerBuilder.named("web").created(daysAgo(2)).build();

        ServerStatePeriods periods =
                ServerStatePeriods.of(new ServerTimeline(List.of(external("create", daysAgo(2))), null), server, NOW);

        assertThat(periods.periods()).containsExactly(new Period(daysAgo(2), NOW, State.ON));
    }

    @Test
    void periodsEndNowIfSomethingHappenedInTheCurrentMinute() {
        Instant now = NOW.plusSeconds(50);
        Server created = ServerBuilder.named("web").created(NOW.plusSeconds(30)).build();
        Server stopped = ServerBuilder.named("web").status(ServerStatus.SHUTOFF).build();
        ServerTimeline stop = new ServerTimeline(List.of(external("stop", NOW.plusSeconds(30))), null);

        assertThat(ServerStatePeriods.of(new ServerTimeline(List.of(), null), created, now)
                        .shareOn())
                .isEqualTo(1);
        assertThat(ServerStatePeriods.of(stop, stopped, now).periods())
                .extracting(Period::state)
                .containsExactly(State.ON, State.OFF);
        assertThat(ServerStatePeriods.of(
                                new ServerTimeline(List.of(), null),
                                ServerBuilder.named("web").build(),
                                now)
                        .periods())
                .containsExactly(new Period(WEEK_AGO, NOW, State.ON));
    }

    @Test
    void omittedActionsShortenTheTime() {
        List<ServerTimelineEntry> many =
                new ArrayList<>(Collections.nCopies(ServerTimeline.MAX_ENTRIES, external("reboot", daysAgo(1))));

        assertThat(ServerStatePeriods.of(
                                new ServerTimeline(many, null),
                                ServerBuilder.named("web").build(),
                                NOW)
                        .periods())
                .containsExactly(new Period(daysAgo(1), NOW, State.ON));
    }

    @Test
    void shareOfTheTimeInWhichTheServerWasOnIsCalculated() {
        ServerTimeline timeline = new ServerTimeline(List.of(external("stop", daysAgo(1))), null);
        Server server = ServerBuilder.named("web").status(ServerStatus.SHUTOFF).build();

        assertThat(ServerStatePeriods.of(timeline, server, NOW).shareOn()).isCloseTo(6 / 7.0, within(0.001));
    }

    private static List<Period> periods(ServerStatus status, ServerTimelineEntry... newestFirst) {
        return ServerStatePeriods.of(
                        new ServerTimeline(List.of(newestFirst), null),
                        ServerBuilder.named("web").status(status).build(),
                        NOW)
                .periods();
    }

    private static ServerTimelineEntry submitted(ServerAction action, Instant at) {
        return new ServerTimelineEntry.SubmittedOperation(
                TestOperationBuilder.of(action, "web").at(at).succeeded());
    }

    private static ServerTimelineEntry external(String action, Instant at) {
        return new ServerTimelineEntry.ExternalAction(action(action, at, null), false);
    }

    private static InstanceAction action(String action, Instant at, @Nullable String message) {
        return new InstanceAction("req-" + action, action, "someone", at, message, List.of());
    }

    private static Instant daysAgo(int days) {
        return NOW.minus(Duration.ofDays(days));
    }
}

package org.stackdeck.inventory.replication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.inventory.polling.PollDemandLevel;
import org.stackdeck.inventory.polling.PollDemandTracker;
import org.stackdeck.inventory.store.ScopeKey;
import org.stackdeck.platform.MutableClock;
import org.stackdeck.platform.node.NodeEvent;

class DemandReporterTests {

    private static final ScopeKey STAFF = new ScopeKey(ServerBuilder.CLOUD, ServerBuilder.STAFF.id());
    private static final ServerKey WEB = new ServerKey(ServerBuilder.CLOUD, new ServerId("web"));

    private final MutableClock clock = new MutableClock(Instant.EPOCH);
    private final PollDemandTracker demandTracker = new PollDemandTracker(clock, () -> {});
    private final List<NodeEvent> published = new ArrayList<>();
    private boolean polledElsewhere = true;
    private boolean failing;
    private Runnable duringPublication = () -> {};
    private final DemandReporter reporter =
            new DemandReporter(demandTracker, _ -> polledElsewhere, this::publish, clock);

    private void publish(List<NodeEvent> events) {
        if (failing) {
            throw new IllegalStateException("database not available");
        }
        duringPublication.run();
        published.addAll(events);
    }

    @Test
    void nothingIsReportedWithoutDemand() {
        reporter.report();

        assertThat(published).isEmpty();
    }

    @Test
    void nothingIsReportedIfThisNodePolls() {
        polledElsewhere = false;
        demandTracker.viewerOpened();
        reporter.follow(STAFF, Duration.ofSeconds(30));
        reporter.hint(WEB);

        reporter.report();

        assertThat(published).isEmpty();
    }

    @Test
    void viewersAreReportedEveryTwoSeconds() {
        demandTracker.viewerOpened();
        demandTracker.serverOpened(WEB);
        for (int i = 0; i < 12; i++) {
            reporter.report();
            clock.advance(Duration.ofMillis(250));
        }

        assertThat(published)
                .containsExactly(
                        new InventoryViewed(null),
                        new InventoryViewed(WEB),
                        new InventoryViewed(null),
                        new InventoryViewed(WEB));
    }

    @Test
    void viewersOfOtherNodesAreNotReported() {
        demandTracker.extendRemoteViewing(WEB, DemandReporter.VALIDITY);

        reporter.report();

        assertThat(published).isEmpty();
    }

    @Test
    void viewersOfOtherNodesAreDemandUntilTheReportExpires() {
        demandTracker.extendRemoteViewing(WEB, DemandReporter.VALIDITY);
        assertThat(demandTracker.demandFor(STAFF)).isEqualTo(PollDemandLevel.VIEWED);
        assertThat(demandTracker.viewedServers(ServerBuilder.CLOUD)).containsExactly(WEB);

        clock.advance(DemandReporter.VALIDITY);

        assertThat(demandTracker.demandFor(STAFF)).isEqualTo(PollDemandLevel.IDLE);
        assertThat(demandTracker.viewedServers(ServerBuilder.CLOUD)).isEmpty();
    }

    @Test
    void followedScopesAreReportedWithTheirRemainingTime() {
        reporter.follow(STAFF, Duration.ofSeconds(3));
        reporter.report();
        clock.advance(Duration.ofSeconds(2));
        reporter.report();
        clock.advance(Duration.ofSeconds(2));
        reporter.report();

        assertThat(published).containsExactly(new ScopeFollowed(STAFF, 3000), new ScopeFollowed(STAFF, 1000));
    }

    @Test
    void hintsAreReportedOnceAndKeptAfterAFailure() {
        reporter.hint(WEB);
        failing = true;
        assertThatThrownBy(reporter::report).isInstanceOf(IllegalStateException.class);
        failing = false;

        reporter.report();
        reporter.report();

        assertThat(published).containsExactly(new ServerChangeHinted(WEB));
    }

    @Test
    void hintThatArrivesDuringAReportIsReportedAgain() {
        reporter.hint(WEB);
        duringPublication = () -> reporter.hint(WEB);
        reporter.report();
        duringPublication = () -> {};

        reporter.report();
        reporter.report();

        assertThat(published).containsExactly(new ServerChangeHinted(WEB), new ServerChangeHinted(WEB));
    }
}

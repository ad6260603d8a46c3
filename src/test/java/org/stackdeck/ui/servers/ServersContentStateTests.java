package org.stackdeck.ui.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.inventory.TestFreshness;
import org.stackdeck.ui.servers.live.OverallFreshness;

class ServersContentStateTests {

    private static final List<CloudName> ONE = List.of(ServerBuilder.CLOUD);
    private static final Freshness LIVE =
            TestFreshness.of(Freshness.State.LIVE, TestOperationBuilder.NOW, Duration.ofSeconds(1), null, null);
    private static final Freshness LOADING =
            TestFreshness.of(Freshness.State.LOADING, null, Duration.ofSeconds(1), 250, null);
    private static final Freshness.Problem PROBLEM = new Freshness.Problem(
            CloudException.Category.TIMEOUT,
            "no answer",
            TestOperationBuilder.NOW,
            TestOperationBuilder.NOW.plusSeconds(30));
    private static final Freshness UNREACHED =
            TestFreshness.of(Freshness.State.UNREACHED, null, Duration.ofSeconds(1), null, PROBLEM);

    @Test
    void missingCloudsAreReported() {
        assertThat(ServersContentState.of(List.of(), Map.of(), 0, 0, true, null))
                .isEqualTo(new ServersContentState.NoCloud());
    }

    @Test
    void rowsAreShownDespiteOtherProblems() {
        assertThat(of(UNREACHED, 3, 3, true)).isEqualTo(new ServersContentState.HasRows());
    }

    @Test
    void filterWithoutMatchesDiffersFromAnEmptyCloud() {
        assertThat(of(LIVE, 0, 3, true)).isEqualTo(new ServersContentState.NoMatches());
    }

    @Test
    void unreachableCloudDiffersFromAnEmptyCloud() {
        assertThat(of(UNREACHED, 0, 0, true))
                .isEqualTo(new ServersContentState.CloudUnreachable(ServerBuilder.CLOUD, PROBLEM));
    }

    @Test
    void firstLoadReportsItsProgress() {
        assertThat(of(LOADING, 0, 0, true)).isEqualTo(new ServersContentState.Loading(250));
    }

    @Test
    void userWithoutGrantsSeesNothingAboutTheCloud() {
        assertThat(of(UNREACHED, 0, 0, false)).isEqualTo(new ServersContentState.NoGrants());
        Instant monday = Instant.parse("2026-03-02T07:00:00Z");
        assertThat(ServersContentState.of(ONE, Map.of(), 0, 0, false, monday))
                .isEqualTo(new ServersContentState.GrantsNotYetActive(monday));
    }

    @Test
    void cloudWithoutServersIsEmpty() {
        assertThat(of(LIVE, 0, 0, true)).isEqualTo(new ServersContentState.NoServers());
    }

    @Test
    void pageFreshnessIsThatOfTheWorstCloud() {
        assertThat(OverallFreshness.of(List.of(LIVE, UNREACHED)))
                .isEqualTo(new OverallFreshness(Freshness.State.UNREACHED, TestOperationBuilder.NOW, null, null));
    }

    @Test
    void pageShowsTheAgeOfTheOldestTagsAndAddresses() {
        Instant old = TestOperationBuilder.NOW.minusSeconds(40);

        OverallFreshness overall =
                OverallFreshness.of(List.of(LIVE, withTags(TestOperationBuilder.NOW.minusSeconds(1)), withTags(old)));

        assertThat(overall.tagsConfirmedAt()).isEqualTo(old);
        assertThat(overall.addressesConfirmedAt()).isEqualTo(old);
    }

    private static Freshness withTags(Instant confirmedAt) {
        return new Freshness(
                LIVE.state(),
                LIVE.confirmedAt(),
                LIVE.pace(),
                null,
                null,
                true,
                Freshness.Source.CHANGES,
                confirmedAt,
                confirmedAt);
    }

    private static ServersContentState of(Freshness freshness, int shown, int visible, boolean hasPermissions) {
        return ServersContentState.of(
                ONE, Map.of(ServerBuilder.CLOUD, freshness), shown, visible, hasPermissions, null);
    }
}

package org.stackdeck.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.stackdeck.history.HistoryTestConfiguration.MIDNIGHT;
import static org.stackdeck.history.HistoryTestConfiguration.caller;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stackdeck.access.FakeAccessDecisionService;
import org.stackdeck.access.ResourceSelector;
import org.stackdeck.access.Role;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.database.DatabaseTest;
import org.stackdeck.identity.UserId;
import org.stackdeck.inventory.FakeInventory;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.inventory.TestFreshness;
import org.stackdeck.platform.MutableClock;

@DatabaseTest
@Import({ServerCountHistoryRecorder.class, ServerCountHistoryService.class, HistoryTestConfiguration.class})
class ServerCountHistoryServiceTests {

    private static final List<ServerStatus> STATES =
            List.of(ServerStatus.ACTIVE, ServerStatus.SHUTOFF, ServerStatus.ERROR);

    private static final Project OTHER_PROJECT = new Project(new CloudName("other"), new ProjectId("p-other"), "other");

    @Autowired
    private ServerCountHistoryRecorder recorder;

    @Autowired
    private ServerCountHistoryService history;

    @Autowired
    private FakeInventory inventory;

    @Autowired
    private FakeAccessDecisionService access;

    @Autowired
    private MutableClock clock;

    @Autowired
    private JdbcClient database;

    @BeforeEach
    void threeServers() {
        database.sql("delete from server_count_history").update();
        clock.advance(Duration.between(clock.instant(), MIDNIGHT));
        inventory.removeAll();
        inventory.freshness(ServerBuilder.CLOUD, freshness(Freshness.State.LIVE));
        inventory.freshness(OTHER_PROJECT.cloud(), freshness(Freshness.State.UNREACHED));
        inventory.put(
                ServerBuilder.named("web").build(),
                ServerBuilder.named("db").status(ServerStatus.SHUTOFF).build(),
                ServerBuilder.named("batch").project(ServerBuilder.RESEARCH).build());
    }

    @Test
    void anHourIsRecordedOnce() {
        recorder.record();
        clock.advance(Duration.ofMinutes(5));
        inventory.put(ServerBuilder.named("web").status(ServerStatus.ERROR).build());
        recorder.record();

        assertThat(load(administrator(), HistoryPeriod.DAY))
                .containsExactly(new ServerCountHistoryEntry(
                        MIDNIGHT, Map.of(ServerStatus.ACTIVE, 2, ServerStatus.SHUTOFF, 1), Set.of()));
    }

    @Test
    void eachHourIsRecordedWithItsNumbers() {
        recorder.record();
        clock.advance(Duration.ofHours(1));
        inventory.remove(ServerBuilder.key("web"));
        recorder.record();

        assertThat(load(administrator(), HistoryPeriod.DAY))
                .extracting(entry -> entry.servers().get(ServerStatus.ACTIVE))
                .containsExactly(2, 1);
    }

    @Test
    void anHourWithoutServersIsRecorded() {
        recorder.record();
        clock.advance(Duration.ofHours(1));
        inventory.removeAll();
        recorder.record();
        recorder.record();

        assertThat(load(administrator(), HistoryPeriod.DAY))
                .extracting(entry -> entry.servers().values().stream()
                        .mapToInt(Integer::intValue)
                        .sum())
                .containsExactly(3, 0);
        assertThat(load(administrator(), HistoryPeriod.DAY).getLast().servers()).isEmpty();
    }

    @Test
    void databaseRefusesTheSameNumberTwice() {
        recorder.record();

        assertThatThrownBy(() -> database.sql("insert into server_count_history select * from server_count_history")
                        .update())
                .isInstanceOf(DuplicateKeyException.class);
    }

    @Test
    void incompleteOrOutdatedDataIsNotRecorded() {
        for (Freshness.State state : List.of(Freshness.State.LOADING, Freshness.State.STALE)) {
            inventory.freshness(ServerBuilder.CLOUD, freshness(state));
            recorder.record();
        }
        assertThat(load(administrator(), HistoryPeriod.DAY)).isEmpty();

        inventory.freshness(ServerBuilder.CLOUD, freshness(Freshness.State.LIVE));
        recorder.record();
        assertThat(load(administrator(), HistoryPeriod.DAY)).hasSize(1);
    }

    @Test
    void cloudWithoutLiveDataDoesNotPreventTheRecordingOfTheOthers() {
        recorder.record();
        clock.advance(Duration.ofHours(1));
        inventory.freshness(ServerBuilder.CLOUD, freshness(Freshness.State.STALE));
        inventory.put(ServerBuilder.named("spare").project(OTHER_PROJECT).build());
        inventory.freshness(OTHER_PROJECT.cloud(), freshness(Freshness.State.LIVE));
        recorder.record();

        assertThat(load(administrator(), HistoryPeriod.DAY))
                .extracting(ServerCountHistoryEntry::servers)
                .containsExactly(
                        Map.of(ServerStatus.ACTIVE, 2, ServerStatus.SHUTOFF, 1),
                        Map.of(ServerStatus.ACTIVE, 3, ServerStatus.SHUTOFF, 1));

        inventory.freshness(ServerBuilder.CLOUD, freshness(Freshness.State.LIVE));
        inventory.remove(ServerBuilder.key("web"));
        recorder.record();
        assertThat(load(administrator(), HistoryPeriod.DAY).getLast().servers())
                .isEqualTo(Map.of(ServerStatus.ACTIVE, 2, ServerStatus.SHUTOFF, 1));
    }

    @Test
    void entriesNameTheCloudsWhoseNumbersAreFromAnEarlierTime() {
        recorder.record();
        inventory.freshness(ServerBuilder.CLOUD, freshness(Freshness.State.STALE));
        inventory.freshness(OTHER_PROJECT.cloud(), freshness(Freshness.State.LIVE));
        for (int hour = 1; hour <= 2; hour++) {
            clock.advance(Duration.ofHours(1));
            recorder.record();
        }

        assertThat(load(administrator(), HistoryPeriod.DAY))
                .extracting(ServerCountHistoryEntry::outdatedClouds)
                .containsExactly(Set.of(), Set.of(ServerBuilder.CLOUD), Set.of(ServerBuilder.CLOUD));
        assertThat(load(administrator(), HistoryPeriod.WEEK))
                .as("recorded since the previous time")
                .allSatisfy(entry -> assertThat(entry.outdatedClouds()).isEmpty());

        inventory.freshness(ServerBuilder.CLOUD, freshness(Freshness.State.LIVE));
        recorder.record();

        assertThat(load(administrator(), HistoryPeriod.DAY).getLast().outdatedClouds())
                .isEmpty();
    }

    @Test
    void hoursThatEarlierVersionsRecordedApplyToAllClouds() {
        recorder.record();
        database.sql("update server_count_history set cloud = '' where project_id = ''")
                .update();

        assertThat(load(administrator(), HistoryPeriod.DAY))
                .containsExactly(new ServerCountHistoryEntry(
                        MIDNIGHT, Map.of(ServerStatus.ACTIVE, 2, ServerStatus.SHUTOFF, 1), Set.of()));
    }

    @Test
    void onlyProjectsWhoseServersAreAllVisibleCount() {
        recorder.record();
        UserId mia = access.member();
        assertThat(load(mia, HistoryPeriod.DAY)).isEmpty();
        assertThat(history.isAvailable(caller(mia))).isFalse();

        access.grant(mia, ServerBuilder.STAFF, new ResourceSelector.ByIds(Set.of(new ServerId("web"))), Role.OPERATOR);
        access.grant(mia, ServerBuilder.STAFF, new ResourceSelector.OwnedServers(), Role.MANAGER);
        assertThat(load(mia, HistoryPeriod.DAY)).isEmpty();

        access.grant(mia, ServerBuilder.RESEARCH, Role.VIEWER, null);
        assertThat(load(mia, HistoryPeriod.DAY))
                .containsExactly(new ServerCountHistoryEntry(MIDNIGHT, Map.of(ServerStatus.ACTIVE, 1), Set.of()));
        access.grant(mia, ServerBuilder.STAFF, Role.VIEWER, null);
        assertThat(load(mia, HistoryPeriod.DAY)).isEqualTo(load(administrator(), HistoryPeriod.DAY));
        assertThat(history.isAvailable(caller(mia))).isTrue();
    }

    @Test
    void periodsHaveFixedDistances() {
        for (int hour = 0; hour <= 30; hour++) {
            recorder.record();
            clock.advance(Duration.ofHours(1));
        }
        UserId boss = administrator();

        assertThat(load(boss, HistoryPeriod.DAY)).hasSize(23);
        assertThat(load(boss, HistoryPeriod.WEEK))
                .extracting(ServerCountHistoryEntry::hour)
                .containsExactly(
                        MIDNIGHT,
                        MIDNIGHT.plus(Duration.ofHours(6)),
                        MIDNIGHT.plus(Duration.ofHours(12)),
                        MIDNIGHT.plus(Duration.ofHours(18)),
                        MIDNIGHT.plus(Duration.ofHours(24)),
                        MIDNIGHT.plus(Duration.ofHours(30)));
        assertThat(load(boss, HistoryPeriod.QUARTER))
                .extracting(ServerCountHistoryEntry::hour)
                .containsExactly(MIDNIGHT, MIDNIGHT.plus(Duration.ofDays(1)));
    }

    /** While the data of a cloud is not live, nothing is recorded. */
    @Test
    void newestNumbersAreReadIfTheHourOfTheTimeWasNotRecorded() {
        recorder.record();
        clock.advance(Duration.ofHours(23));
        inventory.remove(ServerBuilder.key("web"));
        recorder.record();
        clock.advance(Duration.ofHours(2));
        inventory.removeAll();
        recorder.record();

        assertThat(load(administrator(), HistoryPeriod.QUARTER))
                .extracting(
                        ServerCountHistoryEntry::hour, entry -> entry.servers().get(ServerStatus.ACTIVE))
                .containsExactly(tuple(MIDNIGHT, 2), tuple(MIDNIGHT.plus(Duration.ofDays(1)), 1));
    }

    @Test
    void numbersAreDeletedAfterNinetyDays() {
        recorder.record();
        clock.advance(Duration.ofDays(90));
        recorder.record();
        assertThat(days()).isEqualTo(2);

        clock.advance(Duration.ofDays(1));
        recorder.record();

        assertThat(days()).isEqualTo(2);
    }

    @Test
    void statusWithoutServersIsMissingUntilItHasServersAgain() {
        for (ServerStatus status :
                List.of(ServerStatus.SHUTOFF, ServerStatus.ERROR, ServerStatus.ERROR, ServerStatus.SHUTOFF)) {
            inventory.put(ServerBuilder.named("db").status(status).build());
            recorder.record();
            clock.advance(Duration.ofHours(1));
        }
        clock.advance(Duration.ofHours(-1));

        assertThat(load(administrator(), HistoryPeriod.DAY))
                .extracting(ServerCountHistoryEntry::servers)
                .containsExactly(
                        Map.of(ServerStatus.ACTIVE, 2, ServerStatus.SHUTOFF, 1),
                        Map.of(ServerStatus.ACTIVE, 2, ServerStatus.ERROR, 1),
                        Map.of(ServerStatus.ACTIVE, 2, ServerStatus.ERROR, 1),
                        Map.of(ServerStatus.ACTIVE, 2, ServerStatus.SHUTOFF, 1));
    }

    /** docs/benchmarks.md contains this figure. */
    @Test
    void dayOfTenProjectsTakesAFewKilobytes() {
        inventory.removeAll();
        Random random = new Random(7);
        for (int hour = 0; hour < 24; hour++) {
            for (int project = 0; project < 10; project++) {
                for (int server = 0; server < 20; server++) {
                    // A fifth of the servers changes its state every four hours.
                    if (hour == 0 || (hour % 4 == 0 && random.nextInt(5) == 0)) {
                        inventory.put(ServerBuilder.named("server-" + project + "-" + server)
                                .project(project(project))
                                .status(STATES.get(random.nextInt(STATES.size())))
                                .build());
                    }
                }
            }
            recorder.record();
            clock.advance(Duration.ofHours(1));
        }

        int characters = database.sql(
                        "select sum(10 + length(cloud) + length(project_id) + length(servers)) from server_count_history")
                .query(Integer.class)
                .single();
        assertThat(characters).isBetween(500, 5_000);
        System.out.println("history of the servers of ten projects: " + characters + " characters a day");
    }

    private static Project project(int number) {
        return new Project(
                ServerBuilder.CLOUD, new ProjectId(String.format(Locale.ROOT, "%032x", number)), "project-" + number);
    }

    private int days() {
        return database.sql("select count(distinct epoch_day) from server_count_history")
                .query(Integer.class)
                .single();
    }

    private List<ServerCountHistoryEntry> load(UserId user, HistoryPeriod period) {
        return history.load(caller(user), period);
    }

    private UserId administrator() {
        return access.administrator();
    }

    private static Freshness freshness(Freshness.State state) {
        return TestFreshness.of(state, MIDNIGHT, Duration.ofSeconds(1), null, null);
    }
}

package org.stackdeck.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.stackdeck.history.HistoryTestConfiguration.caller;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.stackdeck.access.FakeAccessDecisionService;
import org.stackdeck.access.NamePattern;
import org.stackdeck.access.ResourceSelector;
import org.stackdeck.access.Role;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.client.FakeClouds;
import org.stackdeck.cloud.resource.Quota;
import org.stackdeck.cloud.resource.Quota.Resource;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.database.DatabaseTest;
import org.stackdeck.identity.UserId;
import org.stackdeck.platform.MutableClock;
import org.stackdeck.quotas.QuotaService;
import org.stackdeck.quotas.UnknownProjectException;

@DatabaseTest
@Import({QuotaHistoryRecorder.class, QuotaHistoryService.class, QuotaService.class, HistoryTestConfiguration.class})
class QuotaHistoryServiceTests {

    @Autowired
    private QuotaHistoryRecorder recorder;

    @Autowired
    private QuotaHistoryService history;

    @Autowired
    private FakeClouds clouds;

    @Autowired
    private FakeAccessDecisionService access;

    @Autowired
    private MutableClock clock;

    @Autowired
    private JdbcClient database;

    @BeforeEach
    void laterDay() {
        database.sql("delete from quota_history").update();
        // Moves the clock only forward. Otherwise, the cached quotas of the previous test would not be loaded again.
        Instant now = clock.instant();
        clock.advance(Duration.between(now, now.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1))));
        clouds.resources().clear();
        use(18);
    }

    @Test
    void hourIsRecordedOnceWithOneRequestToEachService() {
        Instant start = clock.instant();
        recorder.record();
        use(19);
        clock.advance(Duration.ofMinutes(5));
        recorder.record();

        assertThat(cores(access.administrator(), HistoryPeriod.DAY))
                .containsExactly(new QuotaHistoryEntry(start, new Quota(Resource.CORES, 18, 20L)));
        assertThat(clouds.resources().quotaRequests()).isEqualTo(2 * Quota.Service.values().length);
    }

    @Test
    void eachHourIsRecordedAcrossDays() {
        for (int hour = 0; hour <= 30; hour++) {
            use(hour);
            recorder.record();
            clock.advance(Duration.ofHours(1));
        }

        assertThat(cores(access.administrator(), HistoryPeriod.WEEK))
                .extracting(entry -> entry.quota().used())
                .containsExactly(0L, 6L, 12L, 18L, 24L, 30L);
        assertThat(rows()).isEqualTo(4);
    }

    @Test
    void missingHourIsReplacedByTheNewestValueOfItsStep() {
        clock.advance(Duration.ofHours(7));
        use(7);
        recorder.record();
        clock.advance(Duration.ofHours(3));
        use(10);
        recorder.record();
        clock.advance(Duration.ofHours(10));

        assertThat(cores(access.administrator(), HistoryPeriod.WEEK))
                .containsExactly(new QuotaHistoryEntry(
                        clock.instant().minus(Duration.ofHours(8)), new Quota(Resource.CORES, 10, 20L)));
        assertThat(history.loadTrends(caller(access.administrator()), List.of(ServerBuilder.STAFF))
                        .getOrDefault(ServerBuilder.STAFF, Map.of()))
                .containsKey(Resource.CORES);
    }

    @Test
    void unreadableRowIsReplaced() {
        recorder.record();
        database.sql("update quota_history set quotas = 'cores 1/x'").update();
        clock.advance(Duration.ofHours(1));

        recorder.record();

        assertThat(cores(access.administrator(), HistoryPeriod.DAY))
                .containsExactly(new QuotaHistoryEntry(clock.instant(), new Quota(Resource.CORES, 18, 20L)));
    }

    @Test
    void failedServiceHasNoValueAndOthersHave() {
        clouds.resources()
                .fail(Quota.Service.VOLUME, new CloudException(CloudException.Category.TIMEOUT, "no answer in time"));
        recorder.record();
        UserId boss = access.administrator();

        assertThat(cores(boss, HistoryPeriod.DAY)).hasSize(1);
        assertThat(history.load(caller(boss), ServerBuilder.STAFF, Resource.VOLUMES, HistoryPeriod.DAY))
                .isEmpty();
    }

    @Test
    void hourIsTriedAgainIfAllServicesFailed() {
        for (Quota.Service service : Quota.Service.values()) {
            clouds.resources()
                    .fail(service, new CloudException(CloudException.Category.UNREACHABLE, "connection refused"));
        }
        recorder.record();
        assertThat(rows()).isZero();

        clouds.resources().clear();
        use(18);
        clock.advance(QuotaHistoryRecorder.MIN_INTERVAL.minusMinutes(1));
        recorder.record();
        assertThat(clouds.resources().quotaRequests()).isZero();

        clock.advance(Duration.ofMinutes(1));
        recorder.record();
        assertThat(cores(access.administrator(), HistoryPeriod.DAY)).hasSize(1);
    }

    @Test
    void historyRequiresAccessToAllServersOfTheProject() {
        recorder.record();
        UserId mia = access.member();
        assertThatExceptionOfType(UnknownProjectException.class).isThrownBy(() -> cores(mia, HistoryPeriod.DAY));
        assertThat(history.loadTrends(caller(mia), Set.of(ServerBuilder.STAFF, ServerBuilder.RESEARCH)))
                .isEmpty();

        access.grant(mia, ServerBuilder.STAFF, new ResourceSelector.ByName(new NamePattern("shop-*")), Role.MANAGER);
        assertThatExceptionOfType(UnknownProjectException.class).isThrownBy(() -> cores(mia, HistoryPeriod.DAY));
        assertThat(history.loadTrends(caller(mia), Set.of(ServerBuilder.STAFF))).isEmpty();

        access.grant(mia, ServerBuilder.STAFF, Role.VIEWER, null);

        assertThat(cores(mia, HistoryPeriod.DAY)).hasSize(1);
        assertThat(history.loadTrends(caller(mia), Set.of(ServerBuilder.STAFF, ServerBuilder.RESEARCH)))
                .containsOnlyKeys(ServerBuilder.STAFF);
        assertThatExceptionOfType(UnknownProjectException.class)
                .isThrownBy(() -> history.load(caller(mia), ServerBuilder.RESEARCH, Resource.CORES, HistoryPeriod.DAY));
    }

    @Test
    void trendStartsSevenDaysAgo() {
        for (int hour = 0; hour <= 7 * 24; hour += 6) {
            use(hour / 6);
            recorder.record();
            clock.advance(Duration.ofHours(6));
        }
        clock.advance(Duration.ofHours(-6));

        QuotaTrend trend = history
                .loadTrends(caller(access.administrator()), List.of(ServerBuilder.STAFF))
                .getOrDefault(ServerBuilder.STAFF, Map.of())
                .entrySet()
                .stream()
                .filter(entry -> entry.getKey() == Resource.CORES)
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();

        assertThat(trend.entries()).hasSize(29);
        assertThat(trend.change(new Quota(Resource.CORES, 28, 40L))).hasValue(28);
        assertThat(trend.timeUntilFull(new Quota(Resource.CORES, 28, 40L))).hasValue(Duration.ofDays(3));
    }

    @Test
    void quotasAreDeletedAfterNinetyDays() {
        recorder.record();
        clock.advance(Duration.ofDays(90));
        recorder.record();
        assertThat(rows()).isEqualTo(4);

        clock.advance(Duration.ofDays(1));
        recorder.record();

        assertThat(rows()).isEqualTo(4);
    }

    private void use(long cores) {
        clouds.resources().add(new Quota(Resource.CORES, cores, 20L));
    }

    private int rows() {
        return database.sql("select count(*) from quota_history")
                .query(Integer.class)
                .single();
    }

    private List<QuotaHistoryEntry> cores(UserId user, HistoryPeriod period) {
        Project project = ServerBuilder.STAFF;
        return history.load(caller(user), project, Resource.CORES, period);
    }
}

package org.stackdeck.operations.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stackdeck.access.FakeAccessDecisionService;
import org.stackdeck.access.Role;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.client.FakeClouds;
import org.stackdeck.cloud.client.FakeCompute;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.cloud.server.ServerUsage;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;
import org.stackdeck.inventory.FakeInventory;
import org.stackdeck.operations.detail.ServerUsageRates;
import org.stackdeck.operations.detail.ServerUsageService;
import org.stackdeck.platform.MutableClock;

class CachingServerUsageServiceTests {

    private static final Duration NEXT = ServerUsageService.MIN_REFRESH_INTERVAL.plusMillis(1);

    private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final FakeAccessDecisionService fakeAccessDecisionService = new FakeAccessDecisionService(clock);
    private final FakeCompute nova = new FakeCompute(ServerBuilder.STAFF);
    private final FakeInventory inventory = new FakeInventory(fakeAccessDecisionService);
    private final ServerUsageService serverUsageService = new CachingServerUsageService(
            new VisibleServerRequestExecutor(inventory, fakeAccessDecisionService),
            new FakeClouds(nova),
            new CloudRequestRateLimiter(),
            clock);
    private final Server web = ServerBuilder.named("web").build();
    private final Caller viewer = caller(fakeAccessDecisionService.member());

    @BeforeEach
    void know() {
        inventory.put(web);
        fakeAccessDecisionService.grant(viewer.userId(), ServerBuilder.STAFF, Role.VIEWER, null);
        nova.setUsage(counted(60, 10, 1_000));
    }

    @Test
    void usageIsRequestedOnceAnIntervalForAllUsers() {
        for (int i = 0; i < 20; i++) {
            serverUsageService.load(viewer, web.key());
        }
        clock.advance(NEXT);
        serverUsageService.load(viewer, web.key());

        assertThat(questions()).isEqualTo(2);
    }

    @Test
    void usageOfAnInvisibleServerIsEmptyAndSendsNoRequest() {
        assertThat(serverUsageService.load(caller(fakeAccessDecisionService.member()), web.key()))
                .isEmpty();
        assertThat(serverUsageService.load(
                        viewer, ServerBuilder.named("none").build().key()))
                .isEmpty();

        assertThat(questions()).isZero();
    }

    @Test
    void usageIsEmptyWhenAccessIsRevokedBeforeTheCloudResponds() {
        nova.duringRead(() -> fakeAccessDecisionService.revokeAll(viewer.userId()));

        assertThat(serverUsageService.load(viewer, web.key())).isEmpty();
        assertThat(questions()).isEqualTo(1);
    }

    @Test
    void twoSamplesGiveRatesPerSecond() {
        serverUsageService.load(viewer, web.key());
        clock.advance(Duration.ofSeconds(10));
        nova.setUsage(counted(70, 14, 21_000));

        ServerUsageRates serverUsageRates =
                serverUsageService.load(viewer, web.key()).orElseThrow();

        assertThat(serverUsageRates.cpuLoad(0).orElseThrow()).isEqualTo(0.4);
        assertThat(serverUsageRates.diskRate(0, ServerUsage.Disk::readBytes).orElseThrow())
                .isEqualTo(2_000);
        assertThat(serverUsageRates.diskRate(0, ServerUsage.Disk::writeBytes)).isEmpty();
        assertThat(serverUsageRates.nicRate(0, ServerUsage.Nic::sentBytes)).isEmpty();
    }

    @Test
    void oneSampleGivesTheHypervisorsCpuLoadAndNoRates() {
        ServerUsageRates serverUsageRates =
                serverUsageService.load(viewer, web.key()).orElseThrow();

        assertThat(serverUsageRates.cpuLoad(0)).isEqualTo(OptionalDouble.of(0.15));
        assertThat(serverUsageRates.diskRate(0, ServerUsage.Disk::readBytes)).isEmpty();
    }

    @Test
    void samplesAreNotComparedAcrossARestartOfTheGuest() {
        serverUsageService.load(viewer, web.key());
        clock.advance(Duration.ofSeconds(10));
        nova.setUsage(counted(5, 12, 5_000));

        assertThat(serverUsageService.load(viewer, web.key()).orElseThrow().previous())
                .isNull();
    }

    @Test
    void oldSamplesAreNotCompared() {
        serverUsageService.load(viewer, web.key());
        clock.advance(Duration.ofMinutes(2));

        assertThat(serverUsageService.load(viewer, web.key()).orElseThrow().previous())
                .isNull();
    }

    @Test
    void aFailureIsCachedLikeAUsageSample() {
        nova.fail(() -> new CloudException(Category.FORBIDDEN, "Policy doesn't allow it"));

        for (int i = 0; i < 3; i++) {
            assertThatExceptionOfType(CloudException.class)
                    .isThrownBy(() -> serverUsageService.load(viewer, web.key()))
                    .matches(e -> e.category() == Category.FORBIDDEN);
        }

        assertThat(questions()).isEqualTo(1);
    }

    private long questions() {
        return nova.calls().stream().filter("usage"::equals).count();
    }

    /** @param worked CPU time in seconds */
    private static ServerUsage counted(long uptime, long worked, @Nullable Long read) {
        return new ServerUsage(
                Duration.ofSeconds(uptime),
                List.of(new ServerUsage.Cpu(0, Duration.ofSeconds(worked), 15)),
                null,
                List.of(new ServerUsage.Disk(read, null, null, null, null)),
                List.of());
    }

    private static ServerUsage counted(long uptime, long worked, int read) {
        return counted(uptime, worked, Long.valueOf(read));
    }

    private static Caller caller(UserId user) {
        return new Caller(user, new UserName("someone"), "127.0.0.1", Caller.Channel.REST);
    }
}

package org.stackdeck.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stackdeck.access.FakeAccess;
import org.stackdeck.access.Role;
import org.stackdeck.cloud.AServer;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.FakeClouds;
import org.stackdeck.cloud.FakeCompute;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerUsage;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;
import org.stackdeck.inventory.FakeInventory;
import org.stackdeck.platform.MovableClock;

class SharedUsagesTests {

    private static final Duration NEXT = Usages.PACE.plusMillis(1);

    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final FakeAccess access = new FakeAccess(clock);
    private final FakeCompute nova = new FakeCompute(AServer.STAFF);
    private final FakeInventory inventory = new FakeInventory(access);
    private final Usages usages =
            new SharedUsages(inventory, access, new FakeClouds(nova), new CloudRequestRateLimiter(), clock);
    private final Server web = AServer.named("web").build();
    private final Caller viewer = caller(access.member());

    @BeforeEach
    void know() {
        inventory.put(web);
        access.grant(viewer.userId(), AServer.STAFF, Role.VIEWER, null);
        nova.count(counted(60, 10, 1_000));
    }

    @Test
    void usageIsRequestedOnceAnIntervalForAllUsers() {
        for (int i = 0; i < 20; i++) {
            usages.of(viewer, web.key());
        }
        clock.move(NEXT);
        usages.of(viewer, web.key());

        assertThat(questions()).isEqualTo(2);
    }

    @Test
    void usageOfAnInvisibleServerIsEmptyAndSendsNoRequest() {
        assertThat(usages.of(caller(access.member()), web.key())).isEmpty();
        assertThat(usages.of(viewer, AServer.named("none").build().key())).isEmpty();

        assertThat(questions()).isZero();
    }

    @Test
    void twoSamplesGiveRatesPerSecond() {
        usages.of(viewer, web.key());
        clock.move(Duration.ofSeconds(10));
        nova.count(counted(70, 14, 21_000));

        Usage usage = usages.of(viewer, web.key()).orElseThrow();

        assertThat(usage.busy(0).orElseThrow()).isEqualTo(0.4);
        assertThat(usage.ofDisk(0, ServerUsage.Disk::readBytes).orElseThrow()).isEqualTo(2_000);
        assertThat(usage.ofDisk(0, ServerUsage.Disk::writeBytes)).isEmpty();
        assertThat(usage.ofNic(0, ServerUsage.Nic::sentBytes)).isEmpty();
    }

    @Test
    void oneSampleGivesTheHypervisorsCpuLoadAndNoRates() {
        Usage usage = usages.of(viewer, web.key()).orElseThrow();

        assertThat(usage.busy(0)).isEqualTo(OptionalDouble.of(0.15));
        assertThat(usage.ofDisk(0, ServerUsage.Disk::readBytes)).isEmpty();
    }

    @Test
    void samplesAreNotComparedAcrossARestartOfTheGuest() {
        usages.of(viewer, web.key());
        clock.move(Duration.ofSeconds(10));
        nova.count(counted(5, 12, 5_000));

        assertThat(usages.of(viewer, web.key()).orElseThrow().before()).isNull();
    }

    @Test
    void oldSamplesAreNotCompared() {
        usages.of(viewer, web.key());
        clock.move(Duration.ofMinutes(2));

        assertThat(usages.of(viewer, web.key()).orElseThrow().before()).isNull();
    }

    @Test
    void aFailureIsCachedLikeAUsageSample() {
        nova.fail(() -> new CloudException(Category.FORBIDDEN, "Policy doesn't allow it"));

        for (int i = 0; i < 3; i++) {
            assertThatExceptionOfType(CloudException.class)
                    .isThrownBy(() -> usages.of(viewer, web.key()))
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

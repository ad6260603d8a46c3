package org.stackdeck.operations.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.stackdeck.access.FakeAccessDecisionService;
import org.stackdeck.access.Role;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.client.FakeClouds;
import org.stackdeck.cloud.client.FakeCompute;
import org.stackdeck.cloud.client.RequestOrigin;
import org.stackdeck.cloud.client.ServerMetricsReader;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.cloud.server.ServerUsageHistory;
import org.stackdeck.cloud.server.ServerUsageHistory.Metric;
import org.stackdeck.cloud.server.UsageHistoryPeriod;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;
import org.stackdeck.inventory.FakeInventory;
import org.stackdeck.operations.detail.ServerUsageHistoryService;
import org.stackdeck.platform.MutableClock;

class CachingServerUsageHistoryServiceTests {

    private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final FakeAccessDecisionService access = new FakeAccessDecisionService(clock);
    private final FakeInventory inventory = new FakeInventory(access);
    private final List<UsageHistoryPeriod> requests = new ArrayList<>();
    private final Server web = ServerBuilder.named("web").build();
    private final Caller viewer = caller(access.member());
    private Runnable duringRequest = () -> {};
    private final CloudRequestRateLimiter limiter = new CloudRequestRateLimiter();
    private @Nullable RuntimeException failure;
    private boolean configured = true;

    private final ServerUsageHistoryService service = new CachingServerUsageHistoryService(
            new VisibleServerRequestExecutor(inventory, access),
            new FakeClouds(new FakeCompute(ServerBuilder.STAFF)) {
                @Override
                public Optional<ServerMetricsReader> metrics(CloudName cloud) {
                    return configured ? Optional.of((_, period, now) -> request(period, now)) : Optional.empty();
                }
            },
            limiter,
            clock);

    @BeforeEach
    void oneServer() {
        inventory.put(web);
        access.grant(viewer.userId(), ServerBuilder.STAFF, Role.VIEWER, null);
    }

    @Test
    void usersShareOneRequestForEachPeriod() {
        Caller other = caller(access.administrator());
        for (Caller caller : List.of(viewer, other, viewer)) {
            assertThat(service.load(caller, web.key(), UsageHistoryPeriod.DAY)).isPresent();
            service.load(caller, web.key(), UsageHistoryPeriod.WEEK);
        }
        assertThat(requests).containsExactly(UsageHistoryPeriod.DAY, UsageHistoryPeriod.WEEK);

        clock.advance(CachingServerUsageHistoryService.MAX_AGE.plusMillis(1));
        service.load(viewer, web.key(), UsageHistoryPeriod.DAY);
        assertThat(requests).hasSize(3);
    }

    @Test
    void historyOfAnInvisibleServerIsEmptyAndSendsNoRequest() {
        assertThat(service.load(caller(access.member()), web.key(), UsageHistoryPeriod.HOUR))
                .isEmpty();
        assertThat(requests).isEmpty();
    }

    @Test
    void historyIsEmptyIfAccessIsRevokedDuringTheRequest() {
        duringRequest = () -> access.revokeAll(viewer.userId());

        assertThat(service.load(viewer, web.key(), UsageHistoryPeriod.HOUR)).isEmpty();
        assertThat(requests).hasSize(1);
    }

    @Test
    void failureIsSharedToo() {
        failure = new CloudException(Category.TIMEOUT, "no answer in time");
        for (int i = 0; i < 3; i++) {
            assertThatExceptionOfType(CloudException.class)
                    .isThrownBy(() -> service.load(viewer, web.key(), UsageHistoryPeriod.HOUR))
                    .withMessage("no answer in time");
        }
        assertThat(requests).hasSize(1);
    }

    @Test
    void unexpectedFailureIsSharedAsFailedRequest() {
        failure = new IllegalStateException("unexpected");
        for (int i = 0; i < 3; i++) {
            assertThatExceptionOfType(CloudException.class)
                    .isThrownBy(() -> service.load(viewer, web.key(), UsageHistoryPeriod.HOUR))
                    .satisfies(e -> assertThat(e.category()).isEqualTo(Category.FAILED));
        }
        assertThat(requests).hasSize(1);
    }

    @Test
    void historyIsLoadedWhileAllConcurrentRequestsOfTheUserAreInUse() throws InterruptedException {
        CountDownLatch busy = new CountDownLatch(CloudRequestRateLimiter.MAX_CONCURRENT);
        CountDownLatch release = new CountDownLatch(1);
        for (int i = 0; i < CloudRequestRateLimiter.MAX_CONCURRENT; i++) {
            Thread.startVirtualThread(() -> limiter.callWithoutCounting(viewer.userId(), () -> {
                busy.countDown();
                return awaitRelease(release);
            }));
        }
        assertThat(busy.await(10, TimeUnit.SECONDS)).isTrue();
        List<RequestOrigin> origins = new ArrayList<>();
        duringRequest = () -> origins.add(RequestOrigin.current());
        try {
            assertThat(service.load(viewer, web.key(), UsageHistoryPeriod.HOUR)).isPresent();
        } finally {
            release.countDown();
        }
        assertThat(origins).containsExactly(RequestOrigin.USER);
    }

    private static boolean awaitRelease(CountDownLatch release) {
        try {
            return release.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void missingSourceIsReported() {
        assertThat(service.isConfigured(ServerBuilder.CLOUD)).isTrue();
        configured = false;

        assertThat(service.isConfigured(ServerBuilder.CLOUD)).isFalse();
        assertThatExceptionOfType(CloudException.class)
                .isThrownBy(() -> service.load(viewer, web.key(), UsageHistoryPeriod.HOUR))
                .satisfies(e -> assertThat(e.category()).isEqualTo(Category.UNAVAILABLE));
    }

    private ServerUsageHistory request(UsageHistoryPeriod period, Instant now) {
        requests.add(period);
        duringRequest.run();
        if (failure != null) {
            throw failure;
        }
        return new ServerUsageHistory(List.of(now), Map.of(Metric.CPUS, List.of(1.0)));
    }

    private static Caller caller(UserId user) {
        return new Caller(user, new UserName("mia"), "192.0.2.1", Caller.Channel.UI);
    }
}

package org.stackdeck.quotas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.stackdeck.access.FakeAccessDecisionService;
import org.stackdeck.access.GrantTerms;
import org.stackdeck.access.Permission;
import org.stackdeck.access.ResourceSelector;
import org.stackdeck.access.Role;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.client.FakeClouds;
import org.stackdeck.cloud.client.FakeCompute;
import org.stackdeck.cloud.client.FakeSelectableResourceReader;
import org.stackdeck.cloud.resource.Quota;
import org.stackdeck.cloud.resource.Quota.Resource;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;
import org.stackdeck.platform.MutableClock;
import org.stackdeck.platform.Subscription;
import org.stackdeck.platform.TestLatches;

class QuotaServiceTests {

    private static final Executor THREADS = task -> Thread.ofVirtual().start(task);

    private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final FakeAccessDecisionService fakeAccessDecisionService = new FakeAccessDecisionService(clock);
    private final FakeClouds clouds = new FakeClouds(new FakeCompute(ServerBuilder.STAFF, ServerBuilder.RESEARCH));
    private final FakeSelectableResourceReader resources = clouds.resources();
    private final QuotaService quotaService = new QuotaService(clouds, fakeAccessDecisionService, clock);
    private final Caller admin = caller(fakeAccessDecisionService.administrator());

    @Test
    void quotasAreLoadedOncePerThirtySecondsForAllCallers() {
        resources.add(cores(18));

        List<CompletableFuture<ServiceQuotas>> looks = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            looks.add(CompletableFuture.supplyAsync(() -> compute(admin), THREADS));
        }

        assertThat(looks.stream().map(CompletableFuture::join).distinct()).hasSize(1);
        assertThat(resources.quotaRequests()).isEqualTo(1);
        clock.advance(QuotaService.MAX_AGE);
        compute(admin);
        assertThat(resources.quotaRequests()).isEqualTo(1);
        clock.advance(Duration.ofMillis(1));
        compute(admin);
        assertThat(resources.quotaRequests()).isEqualTo(2);
    }

    @Test
    void refreshLoadsAgainAfterTwoSeconds() {
        resources.add(cores(18));
        compute(admin);
        resources.add(cores(20));

        clock.advance(QuotaService.MIN_REFRESH_INTERVAL.plusMillis(1));
        assertThat(anew().quotas()).containsExactly(cores(20));
        anew();

        assertThat(resources.quotaRequests()).isEqualTo(2);
        assertThat(compute(admin).loadedAt()).isEqualTo(clock.instant());
    }

    @Test
    void failedRequestKeepsTheLastQuotasWithTheirTime() {
        resources.add(cores(18));
        Instant before = clock.instant();
        compute(admin);
        resources.fail(Quota.Service.COMPUTE, new CloudException(Category.TIMEOUT, "no answer in time"));

        clock.advance(Duration.ofMinutes(1));
        ServiceQuotas serviceQuotas = compute(admin);

        assertThat(serviceQuotas.quotas()).containsExactly(cores(18));
        assertThat(serviceQuotas.loadedAt()).isEqualTo(before);
        assertThat(serviceQuotas.problem())
                .isEqualTo(new ServiceQuotas.LoadProblem(Category.TIMEOUT, "no answer in time"));
        compute(admin);
        assertThat(resources.quotaRequests()).isEqualTo(2);
    }

    @Test
    void failureOfOneServiceDoesNotAffectOthers() {
        resources.add(cores(18), new Quota(Resource.PORTS, 3, null));
        resources.fail(Quota.Service.VOLUME, new CloudException(Category.UNREACHABLE, "connection refused"));

        List<ServiceQuotas> serviceQuotases = quotaService.load(admin, ServerBuilder.CLOUD, ServerBuilder.STAFF.id());

        assertThat(serviceQuotases)
                .extracting(ServiceQuotas::service)
                .containsExactly(Quota.Service.COMPUTE, Quota.Service.VOLUME, Quota.Service.NETWORK);
        assertThat(serviceQuotases).extracting(one -> one.problem() == null).containsExactly(true, false, true);
        assertThat(serviceQuotases.getLast().quotas()).containsExactly(new Quota(Resource.PORTS, 3, null));
    }

    @Test
    void concurrentRequestsToAServiceAreLimited() throws InterruptedException {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch full = new CountDownLatch(4);
        Quota[] one = {cores(1)};
        var requestPermits = new java.util.concurrent.Semaphore(4, true);

        List<CompletableFuture<ServiceQuotas>> looks = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            var cachedServiceQuotas = new CachedServiceQuotas(Quota.Service.COMPUTE, clock, requestPermits, _ -> {});
            looks.add(CompletableFuture.supplyAsync(
                    () -> cachedServiceQuotas.getLoadedSince(clock.instant(), () -> {
                        most.accumulateAndGet(now.incrementAndGet(), Math::max);
                        full.countDown();
                        TestLatches.await(full);
                        now.decrementAndGet();
                        return List.of(one);
                    }),
                    THREADS));
        }

        assertThat(full.await(10, TimeUnit.SECONDS)).isTrue();
        looks.forEach(CompletableFuture::join);
        assertThat(most).hasValue(4);
    }

    @Test
    void quotasAreVisibleWithAccessToTheWholeProject() {
        UserId whole = fakeAccessDecisionService.member();
        fakeAccessDecisionService.grant(whole, ServerBuilder.STAFF, Role.VIEWER, null);
        UserId maker = fakeAccessDecisionService.member();
        fakeAccessDecisionService.grant(maker, named(Role.unnamed(Set.of(Permission.SERVER_CREATE))));

        assertThat(quotaService.projects(caller(whole))).containsExactly(ServerBuilder.STAFF);
        assertThat(quotaService.projects(caller(maker))).containsExactly(ServerBuilder.STAFF);
        assertThat(quotaService.projects(admin)).containsExactly(ServerBuilder.RESEARCH, ServerBuilder.STAFF);
        assertThat(compute(caller(whole)).problem()).isNull();
        assertThat(compute(caller(maker)).problem()).isNull();
    }

    @Test
    void quotasAreNotLoadedWithoutAccessToTheWholeProject() {
        UserId some = fakeAccessDecisionService.member();
        fakeAccessDecisionService.grant(some, named(Role.OPERATOR));
        UserId elsewhere = fakeAccessDecisionService.member();
        fakeAccessDecisionService.grant(elsewhere, ServerBuilder.RESEARCH, Role.ADMINISTRATOR, null);
        UserId before = fakeAccessDecisionService.member();
        fakeAccessDecisionService.grant(
                before, ServerBuilder.STAFF, Role.MANAGER, clock.instant().minusSeconds(1));

        for (UserId user : List.of(
                some, elsewhere, before, fakeAccessDecisionService.member(), new UserId(java.util.UUID.randomUUID()))) {
            assertThatExceptionOfType(UnknownProjectException.class).isThrownBy(() -> compute(caller(user)));
            assertThatExceptionOfType(UnknownProjectException.class)
                    .isThrownBy(() -> quotaService.load(caller(user), ServerBuilder.CLOUD, ServerBuilder.STAFF.id()));
        }
        assertThat(quotaService.projects(caller(some))).isEmpty();
        assertThat(resources.quotaRequests()).isZero();
    }

    @Test
    void subscribersReceiveTheLoadsOfOthersForProjectsThatTheyMaySee() {
        resources.add(cores(18));
        UserId mia = fakeAccessDecisionService.member();
        List<ServiceQuotas> received = new ArrayList<>();
        Subscription subscription = quotaService.subscribe(caller(mia), (_, loaded) -> received.add(loaded));
        compute(admin);
        assertThat(received).isEmpty();

        fakeAccessDecisionService.grant(mia, ServerBuilder.STAFF, Role.VIEWER, null);
        clock.advance(Duration.ofMinutes(1));
        ServiceQuotas loaded = quotaService.loadForAllUsers(ServerBuilder.STAFF, Quota.Service.COMPUTE);
        assertThat(received).containsExactly(loaded);

        subscription.close();
        clock.advance(Duration.ofMinutes(1));
        compute(admin);
        assertThat(received).hasSize(1);
    }

    @Test
    void unknownProjectIsRefusedWithoutARequest() {
        assertThatExceptionOfType(UnknownProjectException.class)
                .isThrownBy(() -> quotaService.load(admin, ServerBuilder.CLOUD, new ProjectId("none")));
        assertThat(resources.quotaRequests()).isZero();
    }

    private static GrantTerms named(Role role) {
        return new GrantTerms(
                ServerBuilder.CLOUD,
                Set.of(ServerBuilder.STAFF.id()),
                new ResourceSelector.ByTag("mine"),
                role,
                null,
                null,
                null);
    }

    private ServiceQuotas compute(Caller caller) {
        return quotaService.load(caller, ServerBuilder.CLOUD, ServerBuilder.STAFF.id(), Quota.Service.COMPUTE);
    }

    private ServiceQuotas anew() {
        return quotaService.refresh(admin, ServerBuilder.CLOUD, ServerBuilder.STAFF.id(), Quota.Service.COMPUTE);
    }

    private static Quota cores(long used) {
        return new Quota(Resource.CORES, used, 20L);
    }

    private static Caller caller(UserId user) {
        return new Caller(user, new UserName("someone"), "127.0.0.1", Caller.Channel.UI);
    }
}

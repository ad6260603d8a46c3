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
import org.stackdeck.access.FakeAccess;
import org.stackdeck.access.Permission;
import org.stackdeck.access.Role;
import org.stackdeck.access.ServerSelector;
import org.stackdeck.access.Terms;
import org.stackdeck.cloud.AServer;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.FakeClouds;
import org.stackdeck.cloud.FakeCompute;
import org.stackdeck.cloud.FakeResources;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.Quota;
import org.stackdeck.cloud.Quota.Resource;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;
import org.stackdeck.platform.MovableClock;

class SharedQuotasTests {

    private static final Executor THREADS = task -> Thread.ofVirtual().start(task);

    private final MovableClock clock = new MovableClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final FakeAccess access = new FakeAccess(clock);
    private final FakeClouds clouds = new FakeClouds(new FakeCompute(AServer.STAFF, AServer.RESEARCH));
    private final FakeResources resources = clouds.resources();
    private final SharedQuotas quotas = new SharedQuotas(clouds, access, clock);
    private final Caller admin = caller(access.administrator());

    @Test
    void quotasAreLoadedOncePerThirtySecondsForAllCallers() {
        resources.have(cores(18));

        List<CompletableFuture<ServiceQuotas>> looks = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            looks.add(CompletableFuture.supplyAsync(() -> compute(admin), THREADS));
        }

        assertThat(looks.stream().map(CompletableFuture::join).distinct()).hasSize(1);
        assertThat(resources.quotaQuestions()).isEqualTo(1);
        clock.move(SharedQuotas.GOOD_FOR);
        compute(admin);
        assertThat(resources.quotaQuestions()).isEqualTo(1);
        clock.move(Duration.ofMillis(1));
        compute(admin);
        assertThat(resources.quotaQuestions()).isEqualTo(2);
    }

    @Test
    void refreshLoadsAgainAfterTwoSeconds() {
        resources.have(cores(18));
        compute(admin);
        resources.have(cores(20));

        clock.move(SharedQuotas.AS_GOOD_AS_NOW.plusMillis(1));
        assertThat(anew().quotas()).containsExactly(cores(20));
        anew();

        assertThat(resources.quotaQuestions()).isEqualTo(2);
        assertThat(compute(admin).readAt()).isEqualTo(clock.instant());
    }

    @Test
    void failedRequestKeepsTheLastQuotasWithTheirTime() {
        resources.have(cores(18));
        Instant before = clock.instant();
        compute(admin);
        resources.fail(Quota.Service.COMPUTE, new CloudException(Category.TIMEOUT, "no answer in time"));

        clock.move(Duration.ofMinutes(1));
        ServiceQuotas told = compute(admin);

        assertThat(told.quotas()).containsExactly(cores(18));
        assertThat(told.readAt()).isEqualTo(before);
        assertThat(told.problem()).isEqualTo(new ServiceQuotas.Problem(Category.TIMEOUT, "no answer in time"));
        compute(admin);
        assertThat(resources.quotaQuestions()).isEqualTo(2);
    }

    @Test
    void failureOfOneServiceDoesNotAffectOthers() {
        resources.have(cores(18), new Quota(Resource.PORTS, 3, null));
        resources.fail(Quota.Service.VOLUME, new CloudException(Category.UNREACHABLE, "connection refused"));

        List<ServiceQuotas> told = quotas.read(admin, AServer.CLOUD, AServer.STAFF.id());

        assertThat(told)
                .extracting(ServiceQuotas::service)
                .containsExactly(Quota.Service.COMPUTE, Quota.Service.VOLUME, Quota.Service.NETWORK);
        assertThat(told).extracting(one -> one.problem() == null).containsExactly(true, false, true);
        assertThat(told.getLast().quotas()).containsExactly(new Quota(Resource.PORTS, 3, null));
    }

    @Test
    void concurrentRequestsToAServiceAreLimited() throws InterruptedException {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch full = new CountDownLatch(4);
        Quota[] one = {cores(1)};
        var turns = new java.util.concurrent.Semaphore(4, true);

        List<CompletableFuture<ServiceQuotas>> looks = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            var reading = new Reading(Quota.Service.COMPUTE, clock, turns);
            looks.add(CompletableFuture.supplyAsync(
                    () -> reading.since(clock.instant(), () -> {
                        most.accumulateAndGet(now.incrementAndGet(), Math::max);
                        full.countDown();
                        awaitIt(full);
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
        UserId whole = access.member();
        access.grant(whole, AServer.STAFF, Role.VIEWER, null);
        UserId maker = access.member();
        access.grant(maker, named(Role.unnamed(Set.of(Permission.SERVER_CREATE))));

        assertThat(quotas.projects(caller(whole))).containsExactly(AServer.STAFF);
        assertThat(quotas.projects(caller(maker))).containsExactly(AServer.STAFF);
        assertThat(quotas.projects(admin)).containsExactly(AServer.RESEARCH, AServer.STAFF);
        assertThat(compute(caller(whole)).problem()).isNull();
        assertThat(compute(caller(maker)).problem()).isNull();
    }

    @Test
    void quotasAreNotLoadedWithoutAccessToTheWholeProject() {
        UserId some = access.member();
        access.grant(some, named(Role.OPERATOR));
        UserId elsewhere = access.member();
        access.grant(elsewhere, AServer.RESEARCH, Role.ADMINISTRATOR, null);
        UserId before = access.member();
        access.grant(before, AServer.STAFF, Role.MANAGER, clock.instant().minusSeconds(1));

        for (UserId user : List.of(some, elsewhere, before, access.member(), new UserId(java.util.UUID.randomUUID()))) {
            assertThatExceptionOfType(UnknownProjectException.class).isThrownBy(() -> compute(caller(user)));
            assertThatExceptionOfType(UnknownProjectException.class)
                    .isThrownBy(() -> quotas.read(caller(user), AServer.CLOUD, AServer.STAFF.id()));
        }
        assertThat(quotas.projects(caller(some))).isEmpty();
        assertThat(resources.quotaQuestions()).isZero();
    }

    @Test
    void unknownProjectIsRefusedWithoutARequest() {
        assertThatExceptionOfType(UnknownProjectException.class)
                .isThrownBy(() -> quotas.read(admin, AServer.CLOUD, new ProjectId("none")));
        assertThat(resources.quotaQuestions()).isZero();
    }

    private static Terms named(Role role) {
        return new Terms(
                AServer.CLOUD, Set.of(AServer.STAFF.id()), new ServerSelector.Tagged("mine"), role, null, null, null);
    }

    private ServiceQuotas compute(Caller caller) {
        return quotas.read(caller, AServer.CLOUD, AServer.STAFF.id(), Quota.Service.COMPUTE);
    }

    private ServiceQuotas anew() {
        return quotas.readAnew(admin, AServer.CLOUD, AServer.STAFF.id(), Quota.Service.COMPUTE);
    }

    private static Quota cores(long used) {
        return new Quota(Resource.CORES, used, 20L);
    }

    private static void awaitIt(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Caller caller(UserId user) {
        return new Caller(user, new UserName("someone"), "127.0.0.1", Caller.Channel.UI);
    }
}

package org.stackdeck.ui.projects;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.resource.Quota;
import org.stackdeck.cloud.resource.Quota.Resource;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.quotas.ServiceQuotas;

class ProjectQuotaUsageTests {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void quotasNearestToTheirLimitComeFirstAndUnlimitedOnesLast() {
        ProjectQuotaUsage usage = use(
                        ServerBuilder.STAFF, NOON, quota(Resource.RAM, 512, null), quota(Resource.CORES, 18, 20L))
                .with(told(
                        Quota.Service.NETWORK,
                        NOON,
                        quota(Resource.PORTS, 0, 0L),
                        quota(Resource.FLOATING_IPS, 4, 5L)));

        assertThat(usage.quotas())
                .extracting(Quota::resource)
                .containsExactly(Resource.CORES, Resource.FLOATING_IPS, Resource.PORTS, Resource.RAM);
        assertThat(usage.nearestToLimit()).map(Quota::resource).hasValue(Resource.CORES);
    }

    @Test
    void equalSharesAreSortedByRemainingAmount() {
        ProjectQuotaUsage usage =
                use(ServerBuilder.STAFF, NOON, quota(Resource.INSTANCES, 500, 1000L), quota(Resource.CORES, 1, 2L));

        assertThat(usage.quotas()).extracting(Quota::resource).containsExactly(Resource.CORES, Resource.INSTANCES);
    }

    @Test
    void unusedQuotasAreNotNearTheLimit() {
        assertThat(use(ServerBuilder.STAFF, NOON, quota(Resource.CORES, 0, 20L)).nearestToLimit())
                .isEmpty();
        assertThat(use(ServerBuilder.STAFF, NOON, quota(Resource.FLOATING_IPS, 0, 0L))
                        .nearestToLimit())
                .isEmpty();
    }

    @Test
    void usageBeyondALimitOfZeroIsNearestToTheLimit() {
        ProjectQuotaUsage usage =
                use(ServerBuilder.STAFF, NOON, quota(Resource.CORES, 19, 20L), quota(Resource.INSTANCES, 1, 0L));

        assertThat(usage.nearestToLimit()).map(Quota::resource).hasValue(Resource.INSTANCES);
    }

    @Test
    void ageIsThatOfTheOldestQuotas() {
        ProjectQuotaUsage usage = use(ServerBuilder.STAFF, NOON, quota(Resource.CORES, 1, 2L))
                .with(told(Quota.Service.NETWORK, NOON.minusSeconds(20), quota(Resource.PORTS, 1, 2L)));

        assertThat(usage.readAt()).hasValue(NOON.minusSeconds(20));
        assertThat(usage.complete()).isFalse();
    }

    @Test
    void failedServiceIsListed() {
        ServiceQuotas silent = new ServiceQuotas(
                Quota.Service.VOLUME, List.of(), null, new ServiceQuotas.LoadProblem(Category.TIMEOUT, "no answer"));

        ProjectQuotaUsage usage =
                use(ServerBuilder.STAFF, NOON, quota(Resource.CORES, 1, 2L)).with(silent);

        assertThat(usage.failedServices()).containsExactly(silent);
        assertThat(usage.readAt()).hasValue(NOON);
    }

    @Test
    void projectNearestToALimitComesFirst() {
        ProjectQuotaUsage far = use(ServerBuilder.RESEARCH, NOON, quota(Resource.CORES, 1, 20L));
        ProjectQuotaUsage near = use(ServerBuilder.STAFF, NOON, quota(Resource.CORES, 19, 20L));

        assertThat(Stream.of(far, near).sorted(ProjectQuotaUsage.NEAREST_FIRST)).containsExactly(near, far);
    }

    private static ProjectQuotaUsage use(Project project, Instant at, Quota... quotas) {
        return ProjectQuotaUsage.empty(project).with(told(Quota.Service.COMPUTE, at, quotas));
    }

    private static ServiceQuotas told(Quota.Service service, Instant at, Quota... quotas) {
        return new ServiceQuotas(service, List.of(quotas), at, null);
    }

    private static Quota quota(Resource resource, long used, @org.jspecify.annotations.Nullable Long limit) {
        return new Quota(resource, used, limit);
    }
}

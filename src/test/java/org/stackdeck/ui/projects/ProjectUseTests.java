package org.stackdeck.ui.projects;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.stackdeck.cloud.AServer;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.Quota;
import org.stackdeck.cloud.Quota.Resource;
import org.stackdeck.quotas.ServiceQuotas;

class ProjectUseTests {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void quotasNearestToTheirLimitComeFirstAndUnlimitedOnesLast() {
        ProjectUse use = use(AServer.STAFF, NOON, quota(Resource.RAM, 512, null), quota(Resource.CORES, 18, 20L))
                .with(told(
                        Quota.Service.NETWORK,
                        NOON,
                        quota(Resource.PORTS, 0, 0L),
                        quota(Resource.FLOATING_IPS, 4, 5L)));

        assertThat(use.quotas())
                .extracting(Quota::resource)
                .containsExactly(Resource.PORTS, Resource.CORES, Resource.FLOATING_IPS, Resource.RAM);
        assertThat(use.nearest()).map(Quota::resource).hasValue(Resource.PORTS);
    }

    @Test
    void equalSharesAreSortedByRemainingAmount() {
        ProjectUse use = use(AServer.STAFF, NOON, quota(Resource.INSTANCES, 500, 1000L), quota(Resource.CORES, 1, 2L));

        assertThat(use.quotas()).extracting(Quota::resource).containsExactly(Resource.CORES, Resource.INSTANCES);
    }

    @Test
    void unusedQuotasAreNotNearTheLimit() {
        assertThat(use(AServer.STAFF, NOON, quota(Resource.CORES, 0, 20L)).nearest())
                .isEmpty();
    }

    @Test
    void ageIsThatOfTheOldestQuotas() {
        ProjectUse use = use(AServer.STAFF, NOON, quota(Resource.CORES, 1, 2L))
                .with(told(Quota.Service.NETWORK, NOON.minusSeconds(20), quota(Resource.PORTS, 1, 2L)));

        assertThat(use.readAt()).hasValue(NOON.minusSeconds(20));
        assertThat(use.complete()).isFalse();
    }

    @Test
    void failedServiceIsListed() {
        ServiceQuotas silent = new ServiceQuotas(
                Quota.Service.VOLUME, List.of(), null, new ServiceQuotas.Problem(Category.TIMEOUT, "no answer"));

        ProjectUse use = use(AServer.STAFF, NOON, quota(Resource.CORES, 1, 2L)).with(silent);

        assertThat(use.silent()).containsExactly(silent);
        assertThat(use.readAt()).hasValue(NOON);
    }

    @Test
    void projectNearestToALimitComesFirst() {
        ProjectUse far = use(AServer.RESEARCH, NOON, quota(Resource.CORES, 1, 20L));
        ProjectUse near = use(AServer.STAFF, NOON, quota(Resource.CORES, 19, 20L));

        assertThat(Stream.of(far, near).sorted(ProjectUse.NEAREST_FIRST)).containsExactly(near, far);
    }

    private static ProjectUse use(Project project, Instant at, Quota... quotas) {
        return ProjectUse.unread(project).with(told(Quota.Service.COMPUTE, at, quotas));
    }

    private static ServiceQuotas told(Quota.Service service, Instant at, Quota... quotas) {
        return new ServiceQuotas(service, List.of(quotas), at, null);
    }

    private static Quota quota(Resource resource, long used, @org.jspecify.annotations.Nullable Long limit) {
        return new Quota(resource, used, limit);
    }
}

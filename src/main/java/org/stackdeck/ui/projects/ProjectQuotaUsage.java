package org.stackdeck.ui.projects;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.resource.Quota;
import org.stackdeck.quotas.ServiceQuotas;
import org.stackdeck.ui.ViewLogic;

/**
 * Quota usage of a project.
 *
 * @param quotasByService results of the services that have responded so far, including failures
 */
@ViewLogic
public record ProjectQuotaUsage(Project project, Map<Quota.Service, ServiceQuotas> quotasByService) {

    private static final double NEAR_LIMIT_SHARE = 0.5;

    /** Orders projects by the highest used share of a quota, then by cloud and name. */
    static final Comparator<ProjectQuotaUsage> NEAREST_FIRST = Comparator.comparingDouble((ProjectQuotaUsage usage) ->
                    usage.nearestToLimit().map(Quota::usedShare).orElse(0.0))
            .reversed()
            .thenComparing(usage -> usage.project().cloud())
            .thenComparing(usage -> usage.project().name(), String.CASE_INSENSITIVE_ORDER);

    public ProjectQuotaUsage {
        quotasByService = Map.copyOf(quotasByService);
    }

    public static ProjectQuotaUsage empty(Project project) {
        return new ProjectQuotaUsage(project, Map.of());
    }

    public ProjectQuotaUsage with(ServiceQuotas update) {
        Map<Quota.Service, ServiceQuotas> all = new EnumMap<>(Quota.Service.class);
        all.putAll(quotasByService);
        all.put(update.service(), update);
        return new ProjectQuotaUsage(project, all);
    }

    /** Returns whether the first request to every service has ended, successfully or not. */
    public boolean complete() {
        return quotasByService.size() == Quota.Service.values().length;
    }

    /** Returns the quotas of all services; quotas nearest to their limits are first. */
    public List<Quota> quotas() {
        return quotasByService.values().stream()
                .flatMap(service -> service.quotas().stream())
                .sorted(Quota.MOST_USED_FIRST)
                .toList();
    }

    public Optional<Quota> findQuota(Quota.Resource resource) {
        return quotas().stream().filter(quota -> quota.resource() == resource).findFirst();
    }

    /** Returns the quota with the largest used share; empty if no quota with a limit is used. */
    public Optional<Quota> nearestToLimit() {
        return quotas().stream().findFirst().filter(quota -> quota.usedShare() > 0);
    }

    /** Returns the quota nearest to its limit; empty if less than half of this quota is used. */
    public Optional<Quota> nearLimit() {
        return nearestToLimit().filter(quota -> quota.usedShare() >= NEAR_LIMIT_SHARE);
    }

    /** Returns the time at which the oldest data was loaded; empty if no data was loaded. */
    public Optional<Instant> readAt() {
        return quotasByService.values().stream()
                .map(ServiceQuotas::loadedAt)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder());
    }

    /** Returns the results of the services whose last request failed. */
    public List<ServiceQuotas> failedServices() {
        return quotasByService.values().stream()
                .filter(service -> service.problem() != null)
                .sorted(Comparator.comparing(ServiceQuotas::service))
                .toList();
    }
}

package org.stackdeck.ui.projects;

import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.Quota;
import org.stackdeck.quotas.ServiceQuotas;
import org.stackdeck.ui.ViewModel;

/**
 * Quota usage of a project.
 *
 * @param told results of the services that have responded so far, including errors
 */
@ViewModel
public record ProjectUse(Project project, Map<Quota.Service, ServiceQuotas> told) {

    private static final double NEAR = 0.5;

    /** Projects nearest to a limit first, then by name. */
    static final Comparator<ProjectUse> NEAREST_FIRST = Comparator.comparingDouble(
                    (ProjectUse use) -> use.nearest().map(Quota::share).orElse(0.0))
            .reversed()
            .thenComparing(use -> use.project().cloud())
            .thenComparing(use -> use.project().name(), String.CASE_INSENSITIVE_ORDER);

    public ProjectUse {
        told = Map.copyOf(told);
    }

    public static ProjectUse unread(Project project) {
        return new ProjectUse(project, Map.of());
    }

    public ProjectUse with(ServiceQuotas news) {
        Map<Quota.Service, ServiceQuotas> all = new EnumMap<>(Quota.Service.class);
        all.putAll(told);
        all.put(news.service(), news);
        return new ProjectUse(project, all);
    }

    /** Returns whether every service has responded, successfully or not. */
    public boolean complete() {
        return told.size() == Quota.Service.values().length;
    }

    /** Returns quotas, nearest to the limit first. */
    public List<Quota> quotas() {
        return told.values().stream()
                .flatMap(service -> service.quotas().stream())
                .sorted(Quota.NEAREST_FIRST)
                .toList();
    }

    public Optional<Quota> quota(Quota.Resource resource) {
        return quotas().stream().filter(quota -> quota.resource() == resource).findFirst();
    }

    /** Returns the quota nearest to its limit; empty if no limited resource is used. */
    public Optional<Quota> nearest() {
        return quotas().stream().findFirst().filter(quota -> quota.share() > 0);
    }

    /** Returns the same quota if at least half of it is used. */
    public Optional<Quota> near() {
        return nearest().filter(quota -> quota.share() >= NEAR);
    }

    /** Returns the age of the oldest displayed data; empty if there is none. */
    public Optional<Instant> readAt() {
        return told.values().stream()
                .map(ServiceQuotas::readAt)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder());
    }

    /** Returns the services whose last request failed. */
    public List<ServiceQuotas> silent() {
        return told.values().stream()
                .filter(service -> service.problem() != null)
                .sorted(Comparator.comparing(ServiceQuotas::service))
                .toList();
    }
}

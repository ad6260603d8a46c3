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
 * What is known of what a project uses and may use.
 *
 * @param told by the services that have answered so far, well or not
 */
@ViewModel
public record ProjectUse(Project project, Map<Quota.Service, ServiceQuotas> told) {

    private static final double NEAR = 0.5;

    /** Who is nearest to a limit first; by name where nobody is nearer. */
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

    /** Whether every service has answered, well or not. */
    public boolean complete() {
        return told.size() == Quota.Service.values().length;
    }

    /** What is nearest to its limit first. */
    public List<Quota> quotas() {
        return told.values().stream()
                .flatMap(service -> service.quotas().stream())
                .sorted(Quota.NEAREST_FIRST)
                .toList();
    }

    public Optional<Quota> quota(Quota.Resource resource) {
        return quotas().stream().filter(quota -> quota.resource() == resource).findFirst();
    }

    /** What would hit its limit first; none where nothing is used of what has one. */
    public Optional<Quota> nearest() {
        return quotas().stream().findFirst().filter(quota -> quota.share() > 0);
    }

    /** The same, if half of it or more is used. */
    public Optional<Quota> near() {
        return nearest().filter(quota -> quota.share() >= NEAR);
    }

    /** The oldest of what is shown; none while nothing is. */
    public Optional<Instant> readAt() {
        return told.values().stream()
                .map(ServiceQuotas::readAt)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder());
    }

    /** The services that did not tell the last time. */
    public List<ServiceQuotas> silent() {
        return told.values().stream()
                .filter(service -> service.problem() != null)
                .sorted(Comparator.comparing(ServiceQuotas::service))
                .toList();
    }
}

package org.stackdeck.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.stackdeck.api.ProjectController.ProjectBody;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.Quota;
import org.stackdeck.quotas.ServiceQuotas;

/**
 * Quotas of a project and their usage, as read recently.
 *
 * @param limits those with the least remaining share first
 */
record LimitsBody(ProjectBody project, List<LimitBody> limits, List<ServiceBody> services) {

    static LimitsBody of(Project project, List<ServiceQuotas> told) {
        return new LimitsBody(
                ProjectBody.of(project),
                told.stream()
                        .flatMap(service -> service.quotas().stream())
                        .sorted(Quota.NEAREST_FIRST)
                        .map(LimitBody::of)
                        .toList(),
                told.stream().map(ServiceBody::of).toList());
    }

    private static String word(Quota.Service service) {
        return service.name().toLowerCase(Locale.ROOT);
    }

    /**
     * A quota.
     *
     * @param resource as the service names it; {@code ram} is in MiB, {@code gigabytes} in GiB
     * @param limit null for unlimited
     * @param left null for unlimited
     */
    record LimitBody(
            String resource,
            String service,
            long used,
            @Nullable Long limit,
            @Nullable Long left) {

        static LimitBody of(Quota quota) {
            return new LimitBody(
                    quota.resource().word(),
                    word(quota.resource().service()),
                    quota.used(),
                    quota.limit(),
                    quota.left().isPresent() ? quota.left().getAsLong() : null);
        }
    }

    /**
     * State of a service.
     *
     * @param readAt null if its quotas have not been read yet
     */
    record ServiceBody(
            String service,
            @Nullable Instant readAt,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            ProblemBody problem) {

        static ServiceBody of(ServiceQuotas told) {
            ServiceQuotas.Problem problem = told.problem();
            return new ServiceBody(
                    word(told.service()),
                    told.readAt(),
                    problem == null ? null : new ProblemBody(problem.category().name(), problem.message()));
        }
    }

    /** Why the last request failed. */
    record ProblemBody(String category, String message) {}
}

package org.stackdeck.api.projects;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.stackdeck.api.projects.ProjectController.ProjectResponse;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.resource.Quota;
import org.stackdeck.quotas.ServiceQuotas;

/**
 * Quotas of a project and their usage, as last read from the cloud.
 *
 * @param limits the quotas, those with the highest used share first
 */
record ProjectLimitsResponse(ProjectResponse project, List<QuotaResponse> limits, List<QuotaServiceResponse> services) {

    static ProjectLimitsResponse of(Project project, List<ServiceQuotas> serviceQuotases) {
        return new ProjectLimitsResponse(
                ProjectResponse.of(project),
                serviceQuotases.stream()
                        .flatMap(service -> service.quotas().stream())
                        .sorted(Quota.MOST_USED_FIRST)
                        .map(QuotaResponse::of)
                        .toList(),
                serviceQuotases.stream().map(QuotaServiceResponse::of).toList());
    }

    private static String serviceName(Quota.Service service) {
        return service.name().toLowerCase(Locale.ROOT);
    }

    /**
     * @param resource name in the API of the service; {@code ram} is in MiB, {@code gigabytes} in GiB
     * @param limit maximum amount; null for unlimited
     * @param left remaining amount; null for unlimited
     */
    record QuotaResponse(
            String resource,
            String service,
            long used,
            @Nullable Long limit,
            @Nullable Long left) {

        static QuotaResponse of(Quota quota) {
            return new QuotaResponse(
                    quota.resource().code(),
                    serviceName(quota.resource().service()),
                    quota.used(),
                    quota.limit(),
                    quota.remaining().isPresent() ? quota.remaining().getAsLong() : null);
        }
    }

    /**
     * State of the quotas of one service.
     *
     * @param readAt time when the quotas were last read; null if they have not been read yet
     * @param problem why the last request to the cloud failed; missing if it succeeded
     */
    record QuotaServiceResponse(
            String service,
            @Nullable Instant readAt,

            @JsonInclude(JsonInclude.Include.NON_NULL) ServiceQuotas.@Nullable LoadProblem problem) {

        static QuotaServiceResponse of(ServiceQuotas serviceQuotas) {
            return new QuotaServiceResponse(
                    serviceName(serviceQuotas.service()), serviceQuotas.loadedAt(), serviceQuotas.problem());
        }
    }
}

package org.stackdeck.quotas;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.resource.Quota;

/**
 * Quotas of a project in one service.
 *
 * @param quotas result of the last successful request; empty before the first one
 * @param loadedAt time of the last successful request; null before the first one
 * @param problem reason why the last request failed; null if the request succeeded or none was sent
 */
public record ServiceQuotas(
        Quota.Service service,
        List<Quota> quotas,
        @Nullable Instant loadedAt,
        @Nullable LoadProblem problem) {

    public ServiceQuotas {
        quotas = List.copyOf(quotas);
    }

    /** @param message for display to users */
    public record LoadProblem(CloudException.Category category, String message) {}

    static ServiceQuotas notLoaded(Quota.Service service) {
        return new ServiceQuotas(service, List.of(), null, null);
    }

    ServiceQuotas withProblem(CloudException failure) {
        return new ServiceQuotas(
                service, quotas, loadedAt, new LoadProblem(failure.category(), String.valueOf(failure.getMessage())));
    }
}

package org.stackdeck.quotas;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.Quota;

/**
 * What a service says of a project.
 *
 * @param quotas as they were read last; none while they never were
 * @param readAt when the service was asked for them; null while they never were read
 * @param problem why they could not be read the last time; null when they could
 */
public record ServiceQuotas(
        Quota.Service service,
        List<Quota> quotas,
        @Nullable Instant readAt,
        @Nullable Problem problem) {

    public ServiceQuotas {
        quotas = List.copyOf(quotas);
    }

    /** @param message fit to be shown */
    public record Problem(CloudException.Category category, String message) {}

    static ServiceQuotas unread(Quota.Service service) {
        return new ServiceQuotas(service, List.of(), null, null);
    }

    ServiceQuotas failed(CloudException failure) {
        return new ServiceQuotas(
                service, quotas, readAt, new Problem(failure.category(), String.valueOf(failure.getMessage())));
    }
}

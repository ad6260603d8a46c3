package org.stackdeck.operations.detail;

import java.util.Optional;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.ServerUsageHistory;
import org.stackdeck.cloud.server.UsageHistoryPeriod;
import org.stackdeck.identity.Caller;

/** Loads the recorded usage of servers, where a source of metrics is configured. */
public interface ServerUsageHistoryService {

    /** Returns whether a source of metrics is configured for the cloud. */
    boolean isConfigured(CloudName cloud);

    /**
     * Requests the usage from the source of metrics and blocks, unless it is cached.
     *
     * @return empty if the caller cannot see the server
     * @throws org.stackdeck.cloud.CloudException UNAVAILABLE if no source is configured, or another category if the
     *     request fails
     */
    Optional<ServerUsageHistory> load(Caller caller, ServerKey server, UsageHistoryPeriod period);
}

package org.stackdeck.cloud.client;

import java.time.Instant;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.server.ServerUsageHistory;
import org.stackdeck.cloud.server.UsageHistoryPeriod;

/** Reads recorded metrics of the servers of one cloud. */
@FunctionalInterface
public interface ServerMetricsReader {

    /**
     * Requests the usage of a server in a period. Blocks until the response is received.
     *
     * @param now end of the period
     * @return the usage; it has no values if nothing was recorded
     * @throws CloudException if the request fails
     */
    ServerUsageHistory load(ServerId server, UsageHistoryPeriod period, Instant now);
}

package org.stackdeck.operations.detail;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.ServerUsageHistory;
import org.stackdeck.cloud.server.UsageHistoryPeriod;
import org.stackdeck.identity.Caller;

/**
 * Returns the same usage over time for all servers and users. Clouds have no source of metrics until a history or a
 * failure is set.
 */
public class FakeServerUsageHistoryService implements ServerUsageHistoryService {

    private @Nullable ServerUsageHistory history;
    private @Nullable UsageHistoryPeriod period;
    private @Nullable CloudException failure;

    public synchronized void set(UsageHistoryPeriod of, ServerUsageHistory some) {
        period = of;
        history = some;
    }

    public synchronized void fail(CloudException how) {
        failure = how;
    }

    @Override
    public synchronized boolean isConfigured(CloudName cloud) {
        return history != null || failure != null;
    }

    @Override
    public synchronized Optional<ServerUsageHistory> load(Caller caller, ServerKey server, UsageHistoryPeriod wanted) {
        if (failure != null) {
            throw failure;
        }
        ServerUsageHistory known = history;
        return Optional.of(known != null && wanted == period ? known : new ServerUsageHistory(List.of(), Map.of()));
    }
}

package org.stackdeck.operations.lookup;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.client.RequestOrigin;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerUsageHistory;
import org.stackdeck.cloud.server.UsageHistoryPeriod;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.detail.ServerUsageHistoryService;

/** Loads the usage history of servers. All users who view a server share one request. */
@Service
class CachingServerUsageHistoryService implements ServerUsageHistoryService {

    /** Maximum age of a result, successful or not; equal to the interval between two points of the shortest period. */
    static final Duration MAX_AGE = Duration.ofSeconds(30);

    /** Maximum number of results in memory. Each result requires about 50 kB. */
    private static final int MAX_RESULTS = 200;

    private final VisibleServerRequestExecutor visibleServerRequestExecutor;
    private final Clouds clouds;
    private final CloudRequestRateLimiter limiter;
    private final Clock clock;
    private final Cache<HistoryKey, CachedCloudResult<ServerUsageHistory>> cache = Caffeine.newBuilder()
            .executor(Thread::startVirtualThread)
            .maximumSize(MAX_RESULTS)
            .expireAfterAccess(MAX_AGE)
            .build();

    private record HistoryKey(ServerKey server, UsageHistoryPeriod period) {}

    CachingServerUsageHistoryService(
            VisibleServerRequestExecutor visibleServerRequestExecutor,
            Clouds clouds,
            CloudRequestRateLimiter limiter,
            Clock clock) {
        this.visibleServerRequestExecutor = visibleServerRequestExecutor;
        this.clouds = clouds;
        this.limiter = limiter;
        this.clock = clock;
    }

    @Override
    public boolean isConfigured(CloudName cloud) {
        return clouds.metrics(cloud).isPresent();
    }

    @Override
    public Optional<ServerUsageHistory> load(Caller caller, ServerKey key, UsageHistoryPeriod period) {
        return visibleServerRequestExecutor.read(caller, key, server -> {
            // A slow Prometheus server must not occupy the user's concurrent requests to clouds.
            limiter.consumeList(caller.userId());
            return RequestOrigin.USER.call(
                    () -> cache.get(new HistoryKey(key, period), _ -> new CachedCloudResult<>(clock))
                            .read(MAX_AGE, _ -> request(server, period)));
        });
    }

    private ServerUsageHistory request(Server server, UsageHistoryPeriod period) {
        return clouds.metrics(server.cloud())
                .orElseThrow(() -> new CloudException(
                        CloudException.Category.UNAVAILABLE, "No Prometheus server is configured for this cloud"))
                .load(server.id(), period, clock.instant());
    }
}

package org.stackdeck.operations.lookup;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerUsage;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.detail.ServerUsageRates;
import org.stackdeck.operations.detail.ServerUsageRates.Sample;
import org.stackdeck.operations.detail.ServerUsageService;

/** Loads the usage of servers. All users who view a server share one request to the cloud. */
@Service
class CachingServerUsageService implements ServerUsageService {

    /** Maximum age of a sample that is compared with a new one. */
    private static final Duration MAX_SAMPLE_AGE = Duration.ofMinutes(1);

    /** Tolerance for periodic requests that arrive slightly early. */
    private static final Duration TIMING_SLACK = Duration.ofMillis(500);

    private final VisibleServerRequestExecutor visibleServerRequestExecutor;
    private final Clouds clouds;
    private final CloudRequestRateLimiter limiter;
    private final Clock clock;
    private final Cache<ServerKey, CachedCloudResult<ServerUsageRates>> cache = Caffeine.newBuilder()
            .executor(Thread::startVirtualThread)
            .maximumSize(1_000)
            .expireAfterAccess(MAX_SAMPLE_AGE)
            .build();

    CachingServerUsageService(
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
    public Optional<ServerUsageRates> load(Caller caller, ServerKey key) {
        return visibleServerRequestExecutor.read(
                caller,
                key,
                server -> limiter.call(
                        caller.userId(),
                        CloudRequestRateLimiter.Budget.LISTS,
                        () -> cache.get(key, _ -> new CachedCloudResult<>(clock))
                                .read(
                                        MIN_REFRESH_INTERVAL.minus(TIMING_SLACK),
                                        previous -> compare(previous, loadFromCloud(server)))));
    }

    private ServerUsage loadFromCloud(Server server) {
        return clouds.requireCompute(server.cloud(), server.project().id()).usage(server.id());
    }

    private ServerUsageRates compare(@Nullable ServerUsageRates previous, ServerUsage usage) {
        Sample now = new Sample(usage, clock.instant());
        Sample before = previous == null ? null : previous.current();
        boolean outdated = before == null || before.at().isBefore(now.at().minus(MAX_SAMPLE_AGE));
        return new ServerUsageRates(now, outdated ? null : before);
    }
}

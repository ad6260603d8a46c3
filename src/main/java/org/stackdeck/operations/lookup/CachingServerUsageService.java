package org.stackdeck.operations.lookup;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.stackdeck.cloud.CloudException;
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
    private final Cache<ServerKey, CachedUsage> cache = Caffeine.newBuilder()
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
                        () -> cache.get(key, _ -> new CachedUsage(clock)).read(() -> loadFromCloud(server))));
    }

    private ServerUsage loadFromCloud(Server server) {
        return clouds.compute(server.cloud(), server.project().id())
                .orElseThrow(() -> new CloudException(
                        CloudException.Category.UNAVAILABLE, "The server's project is not available"))
                .usage(server.id());
    }

    /**
     * The last two samples of a server. A failure is cached too, so that a failing cloud does not receive additional
     * requests.
     */
    private static final class CachedUsage {

        private final Clock clock;
        private final ReentrantLock lock = new ReentrantLock();
        private @Nullable Sample previous;
        private @Nullable Sample latest;
        private @Nullable CloudException failure;
        private Instant requestedAt = Instant.EPOCH;

        CachedUsage(Clock clock) {
            this.clock = clock;
        }

        ServerUsageRates read(Supplier<ServerUsage> cloud) {
            lock.lock();
            try {
                if (!requestedAt.plus(MIN_REFRESH_INTERVAL).minus(TIMING_SLACK).isAfter(clock.instant())) {
                    refresh(cloud);
                }
                Sample now = latest;
                if (failure != null || now == null) {
                    throw failure == null ? new IllegalStateException("no usage was requested") : failure;
                }
                return new ServerUsageRates(now, previous);
            } finally {
                lock.unlock();
            }
        }

        private void refresh(Supplier<ServerUsage> cloud) {
            requestedAt = clock.instant();
            try {
                Sample now = new Sample(cloud.get(), clock.instant());
                previous = latest == null || latest.at().isBefore(now.at().minus(MAX_SAMPLE_AGE)) ? null : latest;
                latest = now;
                failure = null;
            } catch (CloudException e) {
                failure = e;
                latest = null;
                previous = null;
            }
        }
    }
}

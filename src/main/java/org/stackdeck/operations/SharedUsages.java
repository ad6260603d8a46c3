package org.stackdeck.operations;

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
import org.stackdeck.access.Access;
import org.stackdeck.access.ServerFacts;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.Clouds;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.ServerUsage;
import org.stackdeck.identity.Caller;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.operations.Usage.Sample;

/** Requests usage from the cloud once for all users who view a server. */
@Service
class SharedUsages implements Usages {

    /** Older samples are not comparable. */
    private static final Duration COMPARABLE = Duration.ofMinutes(1);

    /** Tolerance for the timing of periodic requests. */
    private static final Duration SLACK = Duration.ofMillis(500);

    private final Inventory inventory;
    private final Access access;
    private final Clouds clouds;
    private final CloudRequestRateLimiter limiter;
    private final Clock clock;
    private final Cache<ServerKey, Meter> meters = Caffeine.newBuilder()
            .executor(Thread::startVirtualThread)
            .maximumSize(1_000)
            .expireAfterAccess(COMPARABLE)
            .build();

    SharedUsages(Inventory inventory, Access access, Clouds clouds, CloudRequestRateLimiter limiter, Clock clock) {
        this.inventory = inventory;
        this.access = access;
        this.clouds = clouds;
        this.limiter = limiter;
        this.clock = clock;
    }

    @Override
    public Optional<Usage> of(Caller caller, ServerKey key) {
        return inventory
                .find(key)
                .filter(server -> access.maySee(access.subject(caller.userId()), ServerFacts.of(server)))
                .map(server -> limiter.call(
                        caller.userId(),
                        CloudRequestRateLimiter.Budget.LISTS,
                        () -> meters.get(key, _ -> new Meter(clock)).read(() -> ask(server))));
    }

    private ServerUsage ask(Server server) {
        return clouds.compute(server.cloud(), server.project().id())
                .orElseThrow(() -> new CloudException(
                        CloudException.Category.UNAVAILABLE, "The server's project is not available"))
                .usage(server.id());
    }

    /**
     * The last two samples of a server. A failure is cached too, so that a failing cloud does not receive more
     * requests.
     */
    private static final class Meter {

        private final Clock clock;
        private final ReentrantLock asking = new ReentrantLock();
        private @Nullable Sample before;
        private @Nullable Sample last;
        private @Nullable CloudException failure;
        private Instant asked = Instant.EPOCH;

        Meter(Clock clock) {
            this.clock = clock;
        }

        Usage read(Supplier<ServerUsage> cloud) {
            asking.lock();
            try {
                if (!asked.plus(PACE).minus(SLACK).isAfter(clock.instant())) {
                    ask(cloud);
                }
                Sample now = last;
                if (failure != null || now == null) {
                    throw failure == null ? new IllegalStateException("no usage was requested") : failure;
                }
                return new Usage(now, before);
            } finally {
                asking.unlock();
            }
        }

        private void ask(Supplier<ServerUsage> cloud) {
            asked = clock.instant();
            try {
                Sample now = new Sample(cloud.get(), clock.instant());
                before = last == null || last.at().isBefore(now.at().minus(COMPARABLE)) ? null : last;
                last = now;
                failure = null;
            } catch (CloudException e) {
                failure = e;
                last = null;
                before = null;
            }
        }
    }
}

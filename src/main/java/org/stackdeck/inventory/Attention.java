package org.stackdeck.inventory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.stackdeck.cloud.CloudName;

/** Tracks the demand for polling: whether users view the inventory and which scopes are followed. */
final class Attention {

    private final Clock clock;
    private final Runnable grown;
    private final AtomicInteger open = new AtomicInteger();
    private volatile Instant lookedUntil = Instant.MIN;
    private final Map<ScopeKey, Instant> followedUntil = new ConcurrentHashMap<>();

    /** @param grown called when the demand may have increased */
    Attention(Clock clock, Runnable grown) {
        this.clock = clock;
        this.grown = grown;
    }

    void opened() {
        if (open.getAndIncrement() == 0) {
            grown.run();
        }
    }

    void closed() {
        open.decrementAndGet();
    }

    void looked(Duration time) {
        Instant now = clock.instant();
        boolean anew;
        synchronized (this) {
            anew = lookedUntil.isBefore(now);
            lookedUntil = later(lookedUntil, now.plus(time));
        }
        if (anew) {
            grown.run();
        }
    }

    void followed(ScopeKey scope, Duration time) {
        followedUntil.merge(scope, clock.instant().plus(time), Attention::later);
        grown.run();
    }

    Interest in(ScopeKey scope) {
        Instant now = clock.instant();
        Instant followed = followedUntil.get(scope);
        if (followed != null && followed.isAfter(now)) {
            return Interest.FOLLOWED;
        }
        return any(now) ? Interest.LOOKED_AT : Interest.IDLE;
    }

    /** The demand in scopes that are not followed. */
    Interest inOthers() {
        return any(clock.instant()) ? Interest.LOOKED_AT : Interest.IDLE;
    }

    /** The number of followed scopes of the cloud. */
    int followed(CloudName cloud) {
        Instant now = clock.instant();
        followedUntil.values().removeIf(until -> !until.isAfter(now));
        return (int) followedUntil.keySet().stream()
                .filter(scope -> scope.cloud().equals(cloud))
                .count();
    }

    private boolean any(Instant now) {
        return open.get() > 0 || lookedUntil.isAfter(now);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}

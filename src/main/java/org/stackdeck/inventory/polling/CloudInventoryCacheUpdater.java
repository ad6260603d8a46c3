package org.stackdeck.inventory.polling;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.inventory.cache.InventoryCacheEntry;
import org.stackdeck.inventory.cache.PersistentInventoryCache;
import org.stackdeck.inventory.store.ScopeKey;

/** Restores the servers of one cloud from the cache and writes the current servers to it. */
final class CloudInventoryCacheUpdater {

    /** Interval of writes while servers change. */
    static final Duration WRITE_INTERVAL = Duration.ofSeconds(10);

    /**
     * Interval of writes while no server changes, so that data restored after a crash does not appear much older than
     * it is.
     */
    static final Duration RENEWAL_INTERVAL = Duration.ofMinutes(5);

    /**
     * Maximum age of restored data: Nova's {@code changes-since} includes deleted servers only until an operator
     * archives their rows.
     */
    static final Duration MAX_AGE = Duration.ofDays(1);

    /** Tolerance for a local clock that was set back in the meantime. */
    private static final Duration MAX_CLOCK_SETBACK = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(CloudInventoryCacheUpdater.class);

    private final CloudName cloud;
    private final String address;
    private final PersistentInventoryCache cache;
    private final PollingContext context;
    private final Map<ScopeKey, InventoryCacheEntry> written = new HashMap<>();

    CloudInventoryCacheUpdater(
            String address, PersistentInventoryCache persistentInventoryCache, PollingContext context) {
        this.cloud = context.cloud();
        this.address = address;
        this.cache = persistentInventoryCache;
        this.context = context;
    }

    /**
     * Restores the cached servers, even if the cloud is unreachable.
     *
     * @return the watermark of each restored scope
     */
    Map<ScopeKey, Instant> restore() {
        Map<ScopeKey, Instant> watermarks = new HashMap<>();
        for (InventoryCacheEntry scope : cache.read(cloud)) {
            if (isUsable(scope)) {
                try {
                    context.store().restore(scope.scope(), scope.servers());
                } catch (CloudException e) {
                    // This can occur after a restart with a smaller heap. The servers are then loaded from the cloud.
                    LOG.warn("Could not restore the cached servers of {}: {}", scope.scope(), e.getMessage());
                    context.store().removeScope(scope.scope());
                    continue;
                }
                context.health().restore(scope.scope(), scope.confirmedAt());
                watermarks.put(scope.scope(), scope.watermark());
            } else {
                cache.delete(scope.scope());
            }
        }
        return watermarks;
    }

    /**
     * Writes the scopes that have changed or whose entries must be renewed.
     *
     * @param watchers evaluated under the lock, so that no scope is removed while it is written
     */
    synchronized void write(Supplier<Collection<ScopePoller>> watchers) {
        for (ScopePoller poller : watchers.get()) {
            // Read the position first: servers that are newer than the position do no harm.
            poller.position().ifPresent(position -> write(poller.key(), position));
        }
    }

    synchronized void delete(ScopeKey scope) {
        written.remove(scope);
        cache.delete(scope);
    }

    private void write(ScopeKey scope, PollProgress position) {
        List<Server> servers = context.store().servers(scope);
        InventoryCacheEntry before = written.get(scope);
        if (before == null
                || !before.servers().equals(servers)
                || !position.confirmedAt().isBefore(before.confirmedAt().plus(RENEWAL_INTERVAL))) {
            InventoryCacheEntry now =
                    new InventoryCacheEntry(scope, address, position.confirmedAt(), position.watermark(), servers);
            cache.write(now);
            written.put(scope, now);
        }
    }

    private boolean isUsable(InventoryCacheEntry scope) {
        Duration age = Duration.between(scope.confirmedAt(), context.clock().instant());
        if (!scope.address().equals(address)) {
            LOG.info("Ignored the cached servers of {}: they belong to another cloud at {}", cloud, scope.address());
            return false;
        }
        if (age.compareTo(MAX_AGE) > 0 || age.plus(MAX_CLOCK_SETBACK).isNegative()) {
            LOG.info(
                    "Ignored the cached servers of {}: their time {} is too old or in the future",
                    cloud,
                    scope.confirmedAt());
            return false;
        }
        return true;
    }
}

package org.stackdeck.inventory;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Server;

/** Restores the servers of one cloud from the cache and writes the current servers to it. */
final class Keeper {

    /** Interval of writes while servers change. */
    static final Duration GAP = Duration.ofSeconds(10);

    /**
     * Interval of writes while no server changes, so that data restored after a crash does not appear older than it is.
     */
    static final Duration RENEWAL = Duration.ofMinutes(5);

    /** Nova's {@code changes-since} includes deleted servers until an operator archives their rows. */
    static final Duration TRUSTED = Duration.ofDays(1);

    /** Tolerance for a local clock that was set back in the meantime. */
    private static final Duration SLACK = Duration.ofMinutes(1);

    private static final Logger log = LoggerFactory.getLogger(Keeper.class);

    private final CloudName cloud;
    private final String address;
    private final KeptServers kept;
    private final WatchTools tools;
    private final Map<ScopeKey, KeptScope> written = new HashMap<>();

    Keeper(String address, KeptServers kept, WatchTools tools) {
        this.cloud = tools.cloud();
        this.address = address;
        this.kept = kept;
        this.tools = tools;
    }

    /**
     * Restores the cached servers, whether the cloud is reachable or not.
     *
     * @return the watermark of each restored scope
     */
    Map<ScopeKey, Instant> restore() {
        Map<ScopeKey, Instant> watermarks = new HashMap<>();
        for (KeptScope scope : kept.read(cloud)) {
            if (usable(scope)) {
                tools.ledger().restore(scope.scope(), scope.servers());
                tools.health().restore(scope.scope(), scope.confirmedAt());
                watermarks.put(scope.scope(), scope.watermark());
            } else {
                kept.forget(scope.scope());
            }
        }
        return watermarks;
    }

    /**
     * Writes the scopes that changed.
     *
     * @param watchers evaluated under the lock, so that no scope is removed while it is written
     */
    synchronized void keep(Supplier<Collection<ScopeWatcher>> watchers) {
        for (ScopeWatcher watcher : watchers.get()) {
            // The position is read first: servers newer than the position do no harm.
            watcher.position().ifPresent(position -> keep(watcher.key(), position));
        }
    }

    synchronized void forget(ScopeKey scope) {
        written.remove(scope);
        kept.forget(scope);
    }

    private void keep(ScopeKey scope, ScopeWatcher.Position position) {
        List<Server> servers = tools.ledger().servers(scope);
        KeptScope before = written.get(scope);
        if (before == null
                || !before.servers().equals(servers)
                || !position.confirmedAt().isBefore(before.confirmedAt().plus(RENEWAL))) {
            KeptScope now = new KeptScope(scope, address, position.confirmedAt(), position.watermark(), servers);
            kept.write(now);
            written.put(scope, now);
        }
    }

    private boolean usable(KeptScope scope) {
        Duration age = Duration.between(scope.confirmedAt(), tools.clock().instant());
        if (!scope.address().equals(address)) {
            log.info("Ignoring cached servers of {}: they belong to another cloud at {}", cloud, scope.address());
            return false;
        }
        if (age.compareTo(TRUSTED) > 0 || age.plus(SLACK).isNegative()) {
            log.info("Ignoring cached servers of {}: they date from {}", cloud, scope.confirmedAt());
            return false;
        }
        return true;
    }
}

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

/** Shows the servers of one cloud that were kept over the restart, and keeps those known now for the next. */
final class Keeper {

    /** What changes all the time is written this often. */
    static final Duration GAP = Duration.ofSeconds(10);

    /** What does not change is, this often, so that it does not look older than it is after a crash. */
    static final Duration RENEWAL = Duration.ofMinutes(5);

    /** Nova's {@code changes-since} tells of deleted servers until an operator archives their rows. */
    static final Duration TRUSTED = Duration.ofDays(1);

    /** By so much our clock may have been set back meanwhile. */
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
     * Shows what was kept, whether the cloud answers or not.
     *
     * @return by scope, what to ask for changes from
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
     * Keeps what changed.
     *
     * @param watchers asked for when nothing can be forgotten any more in between
     */
    synchronized void keep(Supplier<Collection<ScopeWatcher>> watchers) {
        for (ScopeWatcher watcher : watchers.get()) {
            // The position first: servers that are newer than it do no harm.
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
            log.info("The kept servers of {} are another cloud's, at {}, and are not used", cloud, scope.address());
            return false;
        }
        if (age.compareTo(TRUSTED) > 0 || age.plus(SLACK).isNegative()) {
            log.info("The kept servers of {} are from {} and are not used", cloud, scope.confirmedAt());
            return false;
        }
        return true;
    }
}
